# SPDX-License-Identifier: Apache-2.0
"""Signature algorithms: the AlgorithmIdentifier, and the signature of given bytes as a part for the BIT STRING."""

import hashlib

from .arithmetic import stream
from .der import explicit, integer, null, oid, seq
from .keys import HASHES

DIGESTS = {
    "md5": "1.2.840.113549.2.5",
    "sha1": "1.3.14.3.2.26",
    "sha224": "2.16.840.1.101.3.4.2.4",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
    "sha512_256": "2.16.840.1.101.3.4.2.6",
    "sha3_256": "2.16.840.1.101.3.4.2.8",
}
RSA_SIGNATURES = {
    "md5": "1.2.840.113549.1.1.4",
    "sha1": "1.2.840.113549.1.1.5",
    "sha224": "1.2.840.113549.1.1.14",
    "sha256": "1.2.840.113549.1.1.11",
    "sha384": "1.2.840.113549.1.1.12",
    "sha512": "1.2.840.113549.1.1.13",
    "sha512_256": "1.2.840.113549.1.1.16",
    "sha3_256": "2.16.840.1.101.3.4.3.14",
}
ECDSA_SIGNATURES = {
    "sha1": "1.2.840.10045.4.1",
    "sha224": "1.2.840.10045.4.3.1",
    "sha256": "1.2.840.10045.4.3.2",
    "sha384": "1.2.840.10045.4.3.3",
    "sha512": "1.2.840.10045.4.3.4",
    "sha3-256": "2.16.840.1.101.3.4.3.10",
}
DSA_SIGNATURES = {"sha1": "1.2.840.10040.4.3", "sha256": "2.16.840.1.101.3.4.3.2"}
PSS = "1.2.840.113549.1.1.10"
MGF1 = "1.2.840.113549.1.1.8"


def digest(name, message):
    return hashlib.new({"sha512_256": "sha512_256"}.get(name, name), message).digest()


class Signer:
    """Signs `message` with `key`; `identifier` is the AlgorithmIdentifier, `oid` its identifier in dotted form."""

    def __init__(self, key, oid_text, parameters, sign):
        self.key = key
        self.oid = oid_text
        self.identifier = seq(oid(oid_text), *parameters)
        self.sign = sign


def emsa_pkcs1(name, message, length, parameters=(null(),)):
    """The encoded message of RFC 8017 §9.2."""
    info = seq(seq(oid(DIGESTS[name]), *parameters), _octets(digest(name, message))).bytes()
    return b"\x00\x01" + b"\xff" * (length - len(info) - 3) + b"\x00" + info


def _octets(body):
    from .der import octets

    return octets(body)


def pkcs1(key, name="sha256", oid_text=None, parameters=(null(),), encode=emsa_pkcs1):
    """RSA with PKCS #1 v1.5 padding."""
    return Signer(
        key,
        oid_text or RSA_SIGNATURES[name],
        parameters,
        lambda message: key.power(encode(name, message, key.length)),
    )


def pss_parameters(name="sha1", mask=None, salt=20, trailer=1):
    """RSASSA-PSS-params with the defaults left out (RFC 4055 §3.1)."""
    mask = mask or name
    fields = []
    if name != "sha1":
        fields.append(explicit(0, seq(oid(DIGESTS[name]), null())))
    if mask != "sha1":
        fields.append(explicit(1, seq(oid(MGF1), seq(oid(DIGESTS[mask]), null()))))
    if salt != 20:
        fields.append(explicit(2, integer(salt)))
    if trailer != 1:
        fields.append(explicit(3, integer(trailer)))
    return seq(*fields)


def emsa_pss(name, mask, salt_length, message, size):
    """The encoded message of RFC 8017 §9.1.1; the salt is derived from the message."""
    salt = stream("salt " + hashlib.sha256(message).hexdigest(), salt_length)
    hashed = digest(name, bytes(8) + digest(name, message) + salt)
    length = (size - 1 + 7) // 8
    block = bytes(length - salt_length - len(hashed) - 2) + b"\x01" + salt
    pad, counter = b"", 0
    while len(pad) < len(block):
        pad += digest(mask, hashed + counter.to_bytes(4, "big"))
        counter += 1
    masked = bytearray(a ^ b for a, b in zip(block, pad))
    masked[0] &= 0xFF >> (8 * length - (size - 1))
    return bytes(masked) + hashed + b"\xbc"


def pss(key, name="sha256", mask=None, salt=None, parameters=None):
    """RSASSA-PSS; `parameters` replaces the correct ones."""
    mask = mask or name
    salt = len(digest(name, b"")) if salt is None else salt
    parameters = (pss_parameters(name, mask, salt),) if parameters is None else parameters
    return Signer(key, PSS, parameters, lambda message: key.power(emsa_pss(name, mask, salt, message, key.size)))


def ecdsa(key, name="sha256", parameters=(), form=None):
    """ECDSA; `form` encodes the two numbers, given key, r and s."""
    form = form or (lambda key, r, s: seq(integer(r), integer(s)).bytes())
    return Signer(
        key, ECDSA_SIGNATURES[name], parameters, lambda message: form(key, *key.sign(message, HASHES[name]))
    )


def dsa(key, name="sha1", oid_text=None):
    return Signer(
        key,
        oid_text or DSA_SIGNATURES[name],
        (),
        lambda message: seq(*[integer(n) for n in key.sign(message, name)]).bytes(),
    )


def edwards(key, oid_text, parameters=()):
    return Signer(key, oid_text, parameters, key.private.sign)


def made_up(key, oid_text, length, parameters=()):
    """Bytes that are not a signature."""
    return Signer(
        key, oid_text, parameters, lambda message: stream("signature " + hashlib.sha256(message).hexdigest(), length)
    )


def altered(signer, change):
    """The signer's signature after `change`."""
    return Signer(signer.key, signer.oid, signer.identifier.body[1:], lambda message: change(signer.sign(message)))
