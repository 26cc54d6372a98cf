# SPDX-License-Identifier: Apache-2.0
"""curl against the sandbox, as a client is tried before it orders in earnest."""

import hashlib
import json
import os
import re
import shutil
import subprocess

import pytest
from conftest import ROOT

PASSWORD = "S3cret-of-fjord"
ORDER = {
    "loginName": "fjord", "loginPassword": PASSWORD, "product": "488", "days": "365", "serverSoftware": "36",
    "organizationName": "Fjord AS", "streetAddress1": "Bryggen 1", "localityName": "Bergen", "postalCode": "5003",
    "countryName": "NO", "dcvMethod": "CNAME_CSR_HASH",
}


def curl(url, fields, *options):
    command = ["curl", "-sS", "-D", "-", *options]
    for name, value in fields.items():
        command += ["--data-urlencode", f"{name}={value}"]
    shown = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    head, _, body = shown.replace("\r\n", "\n").partition("\n\n")
    return re.search(r"content-type: (\S+)", head, re.IGNORECASE).group(1), body


@pytest.fixture
def orders(start, tmp_path):
    """A server that takes orders on a ledger of its own."""
    built = ROOT / "Ledger/.build"
    programs = [str(each.parent) for each in built.glob("*/*/csrkit-ledger")] if built.is_dir() else []
    path = os.pathsep.join([*programs, os.environ["PATH"]])
    if shutil.which("csrkit-ledger", path=path) is None:
        pytest.skip("csrkit-ledger is not built here (make ledger)")
    salt = bytes(32)
    key = hashlib.scrypt(PASSWORD.encode(), salt=salt, n=1 << 14, r=8, p=1, maxmem=64 << 20, dklen=32)
    accounts = tmp_path / "accounts.json"
    accounts.write_text(json.dumps({"accounts": [
        {"loginName": "fjord", "passwordHash": f"scrypt$14$8$1${salt.hex()}${key.hex()}", "price": "10.00", "credit": "15.00"}]}))
    return start(
        "--sandbox-accounts", str(accounts), "--sandbox-ledger", str(tmp_path / "ledger.sqlite"), environment={"PATH": path})


def test_an_order_is_answered_in_both_formats(orders, request_of):
    url = f"{orders.url}/products/!AutoApplySSL"
    pem = request_of()
    type, body = curl(url, {**ORDER, "csr": pem})
    assert type == "text/plain" and body.split("\n")[0] in ("0", "1")
    type, body = curl(url, {**ORDER, "csr": pem, "responseFormat": "1", "test": "Y"})
    assert type == "application/x-www-form-urlencoded" and "uniqueValue=" in body
    type, body = curl(url, {**ORDER, "csr": request_of("/CN=other.example.com"), "responseFormat": "1"})
    assert body.startswith("errorCode=-15")
    assert PASSWORD not in orders.log()


def test_an_order_is_refused_as_the_ca_refuses(orders, request_of):
    url = f"{orders.url}/products/!AutoApplySSL"
    assert curl(url, {**ORDER, "loginPassword": "wrong", "csr": request_of()})[1].startswith("-16")
    assert curl(url, {**ORDER, "colour": "red", "csr": request_of()})[1].startswith("-2")
    assert curl(url, {}, "-G")[1].startswith("-17")


@pytest.mark.parametrize("options", [[], ["-G"]])
@pytest.mark.parametrize("mark", ["!", "%21"])
def test_a_request_is_decoded_by_get_and_post(server, request_of, options, mark):
    fields = {"csr": request_of("/C=NO/CN=www.example.com"), "showCN": "Y"}
    type, body = curl(f"{server.url}/products/{mark}DecodeCSR", fields, *options)
    assert type == "text/plain" and body.split("\n")[0] == "0"


def test_hashes_are_shown_over_tls_only(server, request_of):
    body = curl(f"{server.url}/products/!DecodeCSR", {"csr": request_of(), "showCSRHashes": "Y"})[1]
    assert body.split("\n")[1].startswith("-1")


def test_without_accounts_there_is_nowhere_to_order(server):
    assert '"status":404' in curl(f"{server.url}/products/!AutoApplySSL", ORDER)[1]


def test_a_body_over_40_kib_is_refused(server):
    assert '"status":413' in curl(f"{server.url}/products/!DecodeCSR", {"csr": "A" * 41_000})[1]
