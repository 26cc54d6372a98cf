# SPDX-License-Identifier: Apache-2.0
"""Creates TestVectors/requests/basic: one request per common key type, the keys, and other types of objects.

The keys are made for these files and used nowhere else. Each request is signed again until its Base64 has what the
variants of make-encodings change: plus signs in and at the end of lines, slashes, and padding.
"""

import base64
import datetime
import re
import textwrap

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509.oid import NameOID

PEM = serialization.Encoding.PEM
NO_PASSWORD = serialization.NoEncryption()
PASSWORD = serialization.BestAvailableEncryption(b"armor")
FORMAT = serialization.PrivateFormat

MAKERS = {
    "rsa2048": lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "rsa4096": lambda: rsa.generate_private_key(public_exponent=65537, key_size=4096),
    "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


def name(text):
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CZ"),
        x509.NameAttribute(NameOID.LOCALITY_NAME, "Brno"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Armor Test s.r.o."),
        x509.NameAttribute(NameOID.COMMON_NAME, text),
    ])


def request(kind, key, number):
    host = f"{kind}-{number}.armor.example"
    names = [x509.DNSName(host), x509.DNSName("armor.example")]
    builder = x509.CertificateSigningRequestBuilder().subject_name(name(host))
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(key, None if kind == "ed25519" else hashes.SHA256())


def is_telling(der):
    text = base64.b64encode(der).decode()
    lines = textwrap.wrap(text, 64)
    inner = re.search(r"\w\+\w", "\n".join(lines))
    return (inner and any(line.endswith("+") for line in lines[:-1]) and not any("++" in line for line in lines)
            and not any(line.startswith("+") for line in lines) and "/" in text and "=" in text
            and "+" not in lines[0] and not lines[-1].startswith("="))


def write_others(folder, key):
    """One object of each other type."""
    other = folder / "other"
    other.mkdir(exist_ok=True)
    now = datetime.datetime(2026, 1, 1)
    end = now + datetime.timedelta(days=30)
    subject = name("ca.armor.example")
    certificate = (x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
                   .serial_number(7).not_valid_before(now).not_valid_after(end).sign(key, hashes.SHA256()))
    revocations = (x509.CertificateRevocationListBuilder().issuer_name(subject).last_update(now).next_update(end)
                   .sign(key, hashes.SHA256()))
    public = key.public_key()
    elliptic = ec.generate_private_key(ec.SECP256R1())
    files = {
        "certificate.pem": certificate.public_bytes(PEM),
        "crl.pem": revocations.public_bytes(PEM),
        "public-key-spki.pem": public.public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
        "public-key-pkcs1.pem": public.public_bytes(PEM, serialization.PublicFormat.PKCS1),
        "public-key-ssh.txt": public.public_bytes(
            serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH) + b" jane@example\n",
        "private-key-pkcs8.pem": key.private_bytes(PEM, FORMAT.PKCS8, NO_PASSWORD),
        "private-key-encrypted-pkcs8.pem": key.private_bytes(PEM, FORMAT.PKCS8, PASSWORD),
        "private-key-pkcs1.pem": key.private_bytes(PEM, FORMAT.TraditionalOpenSSL, NO_PASSWORD),
        "private-key-encrypted-pem.pem": key.private_bytes(PEM, FORMAT.TraditionalOpenSSL, PASSWORD),
        "private-key-sec1.pem": elliptic.private_bytes(PEM, FORMAT.TraditionalOpenSSL, NO_PASSWORD),
        "private-key-openssh.pem": elliptic.private_bytes(PEM, FORMAT.OpenSSH, NO_PASSWORD),
        "private-key-dsa.pem": dsa.generate_private_key(1024).private_bytes(PEM, FORMAT.TraditionalOpenSSL, NO_PASSWORD),
        "pkcs7.pem": pkcs7.serialize_certificates([certificate], PEM),
        "pkcs12.p12": pkcs12.serialize_key_and_certificates(b"armor", key, certificate, None, PASSWORD),
    }
    for file, data in files.items():
        (other / file).write_bytes(data)


def make(folder, kinds):
    folder.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        key = MAKERS[kind]()
        number = 0
        while not is_telling(der := request(kind, key, number).public_bytes(serialization.Encoding.DER)):
            number += 1
            if number % 64 == 0:
                key = MAKERS[kind]()
        (folder / f"{kind}.der").write_bytes(der)
        (folder / f"{kind}.key.pem").write_bytes(key.private_bytes(PEM, FORMAT.PKCS8, NO_PASSWORD))
        print(kind, number)
    write_others(folder, rsa.generate_private_key(public_exponent=65537, key_size=2048))
