# SPDX-License-Identifier: Apache-2.0
"""Key pairs: the SubjectPublicKeyInfo, the expected facts, and how to sign with it."""

import functools
import hashlib
import math

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .arithmetic import next_prime, number, stream
from .der import Part, bits, integer, null, oid, seq

RSA = "1.2.840.113549.1.1.1"
RSA_PSS = "1.2.840.113549.1.1.10"
EC = "1.2.840.10045.2.1"
DSA = "1.2.840.10040.4.1"


class Key:
    """A public key for a request, with the expected facts."""

    def __init__(self, algorithm, body, kind, size=None, curve=None):
        self.algorithm = algorithm
        self.body = body
        self.facts = {"kind": kind, "bits": size, "curve": curve}

    def spki(self):
        return seq(self.algorithm, bits(self.body))


class RSAKey(Key):
    """An RSA key of exactly `size` bits, with more than two primes if that is faster."""

    def __init__(self, label, size, e=65537, primes=2):
        parts = []
        for turn in range(primes - 1):
            width = size // primes
            start = number(f"{label}/{turn}", width) | 3 << (width - 2) | 1
            parts.append(next_prime(start, unfit=lambda p: math.gcd(p - 1, e) != 1))
        target = number(f"{label}/n", size) | 1 << (size - 1)
        last = (target // math.prod(parts)) | 1
        parts.append(next_prime(last, unfit=lambda p: math.gcd(p - 1, e) != 1))
        self.n, self.e = math.prod(parts), e
        assert self.n.bit_length() == size
        self.d = pow(e, -1, math.lcm(*[p - 1 for p in parts]))
        self.size = size
        super().__init__(seq(oid(RSA), null()), seq(integer(self.n), integer(e)), "rsa", size)

    @property
    def length(self):
        return (self.size + 7) // 8

    def power(self, encoded):
        return pow(int.from_bytes(encoded, "big"), self.d, self.n).to_bytes(self.length, "big")


class ECKey(Key):
    def __init__(self, label, curve, oid_text, name, size):
        width = (size + 7) // 8
        self.private = ec.derive_private_key(number(label, size - 2) + 1, curve())
        self.point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.width = width
        super().__init__(seq(oid(EC), oid(oid_text)), self.point, "ec", size, name)

    def sign(self, message, digest):
        """An ECDSA signature with the nonce of RFC 6979, as two numbers."""
        return decode_dss_signature(self.private.sign(message, ec.ECDSA(digest(), deterministic_signing=True)))


class DSAKey(Key):
    """Domain parameters and a key (FIPS 186-4 §4); the nonce is derived from the message."""

    def __init__(self, label, size, order):
        self.q = next_prime(number(label + "/q", order) | 1 << (order - 1) | 1)
        start = number(label + "/p", size) | 1 << (size - 1)
        start += (1 - start) % (2 * self.q)
        self.p = next_prime(start, step=2 * self.q)
        self.g = pow(2, (self.p - 1) // self.q, self.p)
        self.x = number(label + "/x", order - 1) + 1
        self.y = pow(self.g, self.x, self.p)
        parameters = seq(integer(self.p), integer(self.q), integer(self.g))
        super().__init__(seq(oid(DSA), parameters), integer(self.y), "dsa", size)

    def sign(self, message, digest):
        hashed = hashlib.new(digest, message).digest()
        z = int.from_bytes(hashed[: self.q.bit_length() // 8], "big")
        k = number("nonce " + hashed.hex(), self.q.bit_length() - 1) + 1
        r = pow(self.g, k, self.p) % self.q
        return r, pow(k, -1, self.q) * (z + self.x * r) % self.q


class EdwardsKey(Key):
    def __init__(self, label, kind, oid_text, width, name):
        self.private = kind.from_private_bytes(stream(label, width))
        body = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        super().__init__(seq(oid(oid_text)), body, "edwards", 8 * width)


def opaque(label, oid_text, length, parameters=()):
    """An algorithm by identifier, with arbitrary bytes."""
    return Key(seq(oid(oid_text), *parameters), stream(label, length), "opaque")


@functools.cache
def rsa(size=2048, label="rsa", e=65537, primes=2):
    return RSAKey(f"{label}-{size}", size, e, primes)


CURVES = {
    "P-224": (ec.SECP224R1, "1.3.132.0.33", 224),
    "P-256": (ec.SECP256R1, "1.2.840.10045.3.1.7", 256),
    "P-384": (ec.SECP384R1, "1.3.132.0.34", 384),
    "P-521": (ec.SECP521R1, "1.3.132.0.35", 521),
    "secp256k1": (ec.SECP256K1, "1.3.132.0.10", 256),
    "brainpoolP256r1": (ec.BrainpoolP256R1, "1.3.36.3.3.2.8.1.1.7", 256),
    "brainpoolP384r1": (ec.BrainpoolP384R1, "1.3.36.3.3.2.8.1.1.11", 384),
}


@functools.cache
def curve(name="P-256", label="ec"):
    kind, oid_text, size = CURVES[name]
    return ECKey(f"{label}-{name}", kind, oid_text, name, size)


@functools.cache
def dsa(size=1024, order=160):
    return DSAKey(f"dsa-{size}", size, order)


@functools.cache
def edwards(name):
    kind, oid_text, width = {
        "Ed25519": (ed25519.Ed25519PrivateKey, "1.3.101.112", 32),
        "Ed448": (ed448.Ed448PrivateKey, "1.3.101.113", 57),
    }[name]
    return EdwardsKey(name, kind, oid_text, width, name)


HASHES = {
    "md5": hashes.MD5,
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
    "sha3-256": hashes.SHA3_256,
}


def with_body(key, body, **facts):
    """The same key pair with another encoding of the public key."""
    copy = object.__new__(type(key))
    copy.__dict__.update(key.__dict__)
    copy.body = body
    copy.facts = key.facts | facts
    return copy


def with_algorithm(key, algorithm, **facts):
    """The same key pair under another algorithm identifier."""
    copy = with_body(key, key.body, **facts)
    copy.algorithm = algorithm
    return copy


class SPKIKey(Key):
    """A key with an explicit SubjectPublicKeyInfo."""

    def __init__(self, spki: Part, kind, size=None, curve=None):
        self._spki = spki
        self.facts = {"kind": kind, "bits": size, "curve": curve}

    def spki(self):
        return self._spki
