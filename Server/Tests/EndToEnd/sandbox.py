# SPDX-License-Identifier: Apache-2.0
"""Orders and accounts for the tests of the sandbox."""

import hashlib
import json
import re
import subprocess
import urllib.parse
import urllib.request

PASSWORD = "S3cret-of-fjord"
ORDER = {
    "loginName": "fjord", "loginPassword": PASSWORD, "product": "488", "days": "365", "serverSoftware": "36",
    "organizationName": "Fjord AS", "streetAddress1": "Bryggen 1", "localityName": "Bergen", "postalCode": "5003",
    "countryName": "NO", "dcvMethod": "CNAME_CSR_HASH", "responseFormat": "1",
}


def hashed(password, logarithm=10):
    """A password hash for the accounts file; a cheap one, since the tests place many orders."""
    salt = bytes(range(32))
    key = hashlib.scrypt(password.encode(), salt=salt, n=1 << logarithm, r=8, p=1, maxmem=64 << 20, dklen=32)
    return f"scrypt${logarithm}$8$1${salt.hex()}${key.hex()}"


def accounts(folder, **options):
    """An accounts file with one account."""
    file = folder / "accounts.json"
    file.write_text(json.dumps({"accounts": [
        {"loginName": "fjord", "passwordHash": hashed(PASSWORD), "price": "10.00", **options}]}))
    return str(file)


def curl(url, fields, *options):
    """The media type and the body of the response."""
    command = ["curl", "-sS", "-D", "-", *options]
    for name, value in fields.items():
        command += ["--data-urlencode", f"{name}={value}"]
    shown = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    head, _, body = shown.replace("\r\n", "\n").partition("\n\n")
    return re.search(r"content-type: (\S+)", head, re.IGNORECASE).group(1), body


def order(server, **fields):
    """The response to an order, as a dictionary."""
    body = urllib.parse.urlencode({**ORDER, **fields}).encode()
    with urllib.request.urlopen(f"{server.url}/products/!AutoApplySSL", body, timeout=120) as answer:
        return dict(urllib.parse.parse_qsl(answer.read().decode()))
