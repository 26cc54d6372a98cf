# SPDX-License-Identifier: Apache-2.0
"""Requests whose signatures reveal the private key: RSA with an error in one half of the computation, and ECDSA and DSA
with a nonce that is used twice, small, or close to another one. The randomness has its own seed."""

import hashlib
import random

from . import der
from .curves import P256
from .numbers import is_prime

RANDOM = random.Random(20261130)
HASHES = {
    "sha1": ("3021300906052b0e03021a05000414", "1.2.840.113549.1.1.5"),
    "sha224": ("302d300d06096086480165030402040500041c", "1.2.840.113549.1.1.14"),
    "sha256": ("3031300d060960864801650304020105000420", "1.2.840.113549.1.1.11"),
    "sha384": ("3041300d060960864801650304020205000430", "1.2.840.113549.1.1.12"),
    "sha512": ("3051300d060960864801650304020305000440", "1.2.840.113549.1.1.13"),
}
E = 65537


def prime(bits):
    while True:
        p = RANDOM.getrandbits(bits) | 3 << bits - 2 | 1
        if p % E != 1 and is_prime(p):
            return p


def encoded(name, message, length, has_null=True):
    prefix = bytes.fromhex(HASHES[name][0])
    if not has_null:
        size = hashlib.new(name).digest_size
        object_id = prefix[4:prefix.index(b"\5\0")]
        prefix = bytes([0x30, len(object_id) + size + 4, 0x30, len(object_id)]) + object_id + bytes([4, size])
    tail = prefix + hashlib.new(name, message).digest()
    return int.from_bytes(b"\0\1" + b"\xff" * (length - len(tail) - 3) + b"\0" + tail, "big")


def rsa_request(host, p, q, name, fault=True, has_null=True):
    """A request that the Chinese remainder theorem signs, with an error modulo q if `fault` is set."""
    n, length = p * q, (p.bit_length() + q.bit_length() + 7) // 8
    info = der.request_info(host, der.rsa_info(n, E))
    message = encoded(name, info, length, has_null)
    half_p = pow(message, pow(E, -1, p - 1), p)
    half_q = pow(message, pow(E, -1, q - 1), q) ^ (1 << 77 if fault else 0)
    signature = half_q + q * ((half_p - half_q) * pow(q, -1, p) % p)
    algorithm = der.sequence(der.oid(HASHES[name][1]), der.NULL)
    return der.sequence(info, algorithm, der.bit_string(signature.to_bytes(length, "big")))


def ecdsa_request(host, d, k, is_negated=False):
    point = P256.multiply(d, P256.g)
    info = der.request_info(host, der.ec_info(P256.name(), P256.write(point)))
    r = P256.multiply(k, P256.g)[0] % P256.n
    digest = int.from_bytes(hashlib.sha256(info).digest(), "big")
    s = pow(k, -1, P256.n) * (digest + r * d) % P256.n
    signature = der.sequence(der.integer(r), der.integer(P256.n - s if is_negated else s))
    return der.sequence(info, der.sequence(der.oid("1.2.840.10045.4.3.2")), der.bit_string(signature))


def dsa_group():
    while True:
        q = RANDOM.getrandbits(256) | 1 << 255 | 1
        if is_prime(q):
            break
    while True:
        p = RANDOM.getrandbits(2048) | 1 << 2047
        p = p - p % (2 * q) + 1
        if p.bit_length() == 2048 and is_prime(p):
            return p, q, pow(2, (p - 1) // q, p)


def dsa_request(host, group, x, k):
    p, q, g = group
    info = der.request_info(host, der.dsa_info(p, q, g, pow(g, x, p)))
    r = pow(g, k, p) % q
    s = pow(k, -1, q) * (int.from_bytes(hashlib.sha256(info).digest(), "big") + r * x) % q
    signature = der.sequence(der.integer(r), der.integer(s))
    return der.sequence(info, der.sequence(der.oid("2.16.840.1.101.3.4.3.2")), der.bit_string(signature))


def faulty():
    """Name, request, and a factor of its modulus or an empty text."""
    for bits, name in ((1024, "sha1"), (1024, "sha224"), (1024, "sha256"), (1024, "sha384"), (1024, "sha512"),
                       (1536, "sha256"), (2048, "sha512")):
        p, q = prime(bits), prime(bits)
        yield f"faulty-{2 * bits}-{name}", rsa_request("www.faulty.example.com", p, q, name), f"{p:#x}"
    p, q = prime(1024), prime(1024)
    yield "faulty-no-parameters", rsa_request("www.faulty.example.com", p, q, "sha256", has_null=False), f"{p:#x}"
    good = rsa_request("www.good.example.com", p, q, "sha256", fault=False)
    yield "good-rsa", good, ""
    # Damage to a copy: the signature and the modulus have no suitable divisor in common.
    yield "damaged-signature", good[:-1] + bytes([good[-1] ^ 1]), ""
    modulus = good.index((p * q).to_bytes(256, "big"))
    yield "damaged-modulus", good[:modulus + 9] + bytes([good[modulus + 9] ^ 4]) + good[modulus + 10:], ""
    # The modulus has a small factor that also divides the difference: a common divisor, but not two primes.
    small = 3 * prime(1024) * prime(1022)
    info = der.request_info("www.small.example.com", der.rsa_info(small, E))
    message = encoded("sha256", info, (small.bit_length() + 7) // 8)
    signature = next(s for s in range(small // 2, small) if (pow(s, E, small) - message) % 3 == 0)
    algorithm = der.sequence(der.oid(HASHES["sha256"][1]), der.NULL)
    octets = signature.to_bytes((small.bit_length() + 7) // 8, "big")
    yield "small-divisor", der.sequence(info, algorithm, der.bit_string(octets)), ""


def nonces():
    """Name, request, and the private key that the run reveals or an empty text."""
    keys = [RANDOM.randrange(1, P256.n) for _ in range(9)]
    k = [RANDOM.randrange(1, P256.n) for _ in range(9)]
    rows = [
        ("same-key-1", keys[0], k[0], False, True), ("same-key-2", keys[0], k[0], False, True),
        ("negated-1", keys[1], k[1], False, True), ("negated-2", keys[1], k[1], True, True),
        # The key of same-key-1 reveals a nonce that another key used too.
        ("chain-1", keys[0], k[2], False, True), ("chain-2", keys[2], k[2], True, True),
        ("linked-1", keys[3], k[3], False, True), ("linked-2", keys[4], k[3], True, True),
        ("linked-3", keys[3], k[4], False, True), ("linked-4", keys[4], k[4], False, True),
        ("unsolved-1", keys[5], k[5], False, False), ("unsolved-2", keys[6], k[5], False, False),
        ("single", keys[7], k[7], False, None),
    ]
    for name, d, nonce, is_negated, is_solved in rows:
        text = f"{d:#x}" if is_solved else "unsolved" if is_solved is False else ""
        yield f"ecdsa-{name}", ecdsa_request(f"{name}.example.com", d, nonce, is_negated), text
    group = dsa_group()
    x, nonce = RANDOM.randrange(1, group[1]), RANDOM.randrange(1, group[1])
    for name in ("dsa-1", "dsa-2"):
        yield name, dsa_request(f"{name}.example.com", group, x, nonce), f"{x:#x}"


def small_nonces():
    """Name, request, and the private key that the search reveals."""
    d, k = RANDOM.randrange(1, P256.n), RANDOM.randrange(1, P256.n)
    rows = [("small", 0xA5117), ("negative", P256.n - 0xA5117), ("long", 0xC0FFEE42), ("close-1", k),
            ("close-2", k + 0x7A11)]
    for name, nonce in rows:
        yield f"ecdsa-{name}", ecdsa_request(f"{name}.example.com", d, nonce), f"{d:#x}"
    group = dsa_group()
    x = RANDOM.randrange(1, group[1])
    yield "dsa-small", dsa_request("small.example.com", group, x, 0xA5117), f"{x:#x}"
