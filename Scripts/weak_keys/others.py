# SPDX-License-Identifier: Apache-2.0
"""Elliptic-curve, Edwards, Montgomery and DSA keys on both sides of every threshold."""

from . import der
from .curves import P192, P256, P521, SECP256K1
from .numbers import RANDOM, is_prime
from .rsa import Vector


def ec(name, parameters, point, verdict, *hits, evidence=()):
    return Vector(name, der.ec_info(parameters, point), verdict, hits, "standard", evidence)


def points():
    _, (x, y) = P256.key()
    good = P256.write((x, y))
    name = P256.name()
    yield ec("p256-good", name, good, "clean")
    yield ec("p256-compressed", name, P256.write((x, y), 2 + y % 2), "clean")
    yield ec("p256-hybrid", name, P256.write((x, y), 6 + y % 2), "invalid", "ec-point-encoding=-41")
    yield ec("p256-off-curve", name, P256.write((x, (y + 1) % P256.p)), "invalid", "ec-point-off-curve=-41")
    without = next(x for x in range(RANDOM.getrandbits(200), 2**256) if P256.y(x) is None)
    yield ec("p256-compressed-off-curve", name, P256.write((without, 0), 2), "invalid", "ec-point-off-curve=-41")
    yield ec("p256-infinity", name, b"\0", "invalid", "ec-point-infinity=-41")
    yield ec("p256-zeros", name, P256.write((0, 0)), "invalid", "ec-point-infinity=-41")
    small = next(x for x in range(5, 2**32) if P256.y(x) is not None)
    yield ec("p256-small-x", name, P256.write((small, P256.y(small))), "clean")
    yield ec("p256-x-over-p", name, P256.write((small + P256.p, P256.y(small))), "invalid", "ec-coordinate-range=-41",
             evidence=("coordinate=x",))
    yield ec("p256-short", name, good[:-1], "invalid", "ec-point-encoding=-41")
    yield ec("p256-long", name, good + b"\0", "invalid", "ec-point-encoding=-41")
    yield ec("p256-empty", name, b"", "invalid", "ec-point-encoding=-41")
    yield ec("p256-form-5", name, b"\5" + good[1:], "invalid", "ec-point-encoding=-41")
    yield ec("p256-as-p384", der.oid("1.3.132.0.34"), good, "invalid", "ec-point-encoding=-41")


def curves():
    for curve, verdict, hits in ((P521, "clean", ("ec-p521",)), (P192, "weak", ("ec-curve=-11",)),
                                 (SECP256K1, "clean", ("ec-curve=-11",))):
        name = {P521: "p521", P192: "p192", SECP256K1: "secp256k1"}[curve]
        yield ec(f"{name}-good", curve.name(), curve.write(curve.key()[1]), verdict, *hits)
    _, point = SECP256K1.key()
    off = SECP256K1.write((point[0], point[1] ^ 1))
    yield ec("secp256k1-off-curve", SECP256K1.name(), off, "invalid", "ec-curve=-11", "ec-point-off-curve=-41")
    # On y² + xy = x³ + 1 the point (0, 1) has order 2.
    order_two = b"\4" + bytes(30) + bytes(29) + b"\1"
    yield ec("sect233k1-order-2", der.oid("1.3.132.0.26"), order_two, "invalid", "ec-curve=-11", "ec-point-order=-41")
    yield ec("unknown-curve", der.oid("1.3.6.1.4.1.99999.1"), P256.write(P256.g), "clean", "ec-curve=-11")
    yield ec("no-curve", None, P256.write(P256.g), "invalid", "ec-explicit-parameters=-11")


def explicit():
    d, point = P256.key()
    written = P256.write(point)
    yield ec("explicit-p256", P256.parameters(), written, "invalid", "ec-explicit-parameters=-11",
             evidence=("equals=P-256", "generator=same"))
    yield ec("explicit-p256-forged-generator", P256.parameters(generator=point), written, "invalid",
             "ec-explicit-parameters=-11", evidence=("equals=P-256", "generator=different (CVE-2020-0601)"))
    broken = der.sequence(der.integer(1), der.sequence(der.oid("1.2.840.10045.1.1"), der.integer(2**256 - 1)))
    yield ec("explicit-broken", broken, written, "invalid", "ec-explicit-parameters=-11")


P25519, P448 = 2**255 - 19, 2**448 - 2**224 - 1
D25519, D448 = -121665 * pow(121666, -1, P25519) % P25519, -39081 % P448


def root25519(square):
    """A square root modulo 2^255 - 19, or None."""
    root = pow(square, (P25519 + 3) // 8, P25519)
    for candidate in (root, root * pow(2, (P25519 - 1) // 4, P25519) % P25519):
        if candidate * candidate % P25519 == square % P25519:
            return candidate
    return None


def order_eight_y():
    """y with d·y⁴ + 2·y² = 1."""
    for sign in (1, -1):
        square = (-1 + sign * root25519(1 + D25519)) * pow(D25519, -1, P25519) % P25519
        if (y := root25519(square)) is not None:
            return y


def raw(name, algorithm, number, length, verdict, *hits):
    return Vector(name, der.raw_info(algorithm, number.to_bytes(length, "little")), verdict, hits)


def edwards():
    ed25519, ed448, x25519, x448 = "1.3.101.112", "1.3.101.113", "1.3.101.110", "1.3.101.111"
    base = 4 * pow(5, -1, P25519) % P25519
    yield raw("ed25519-good", ed25519, base, 32, "clean")
    yield raw("ed25519-good-sign", ed25519, base | 1 << 255, 32, "clean")
    y = order_eight_y()
    low = (("0", 0), ("1", 1), ("minus-1", P25519 - 1), ("order-8", y), ("order-8-minus", P25519 - y))
    for name, value in low:
        yield raw(f"ed25519-{name}", ed25519, value, 32, "invalid", "edwards-low-order")
    yield raw("ed25519-over-p", ed25519, P25519 + 3, 32, "invalid", "edwards-encoding")
    off = next(y for y in range(2, 100) if root25519((y * y - 1) * pow(D25519 * y * y + 1, -1, P25519)) is None)
    yield raw("ed25519-off-curve", ed25519, off, 32, "invalid", "edwards-off-curve")
    yield Vector("ed25519-short", der.raw_info(ed25519, bytes(31)), "invalid", ("key-malformed=-10",))

    def x448_exists(y):
        square = (1 - y * y) * pow(1 - D448 * y * y, -1, P448) % P448
        return pow(square, (P448 - 1) // 2, P448) in (0, 1)

    yield raw("ed448-good", ed448, next(y for y in range(2, 100) if x448_exists(y)), 57, "clean")
    yield raw("ed448-off-curve", ed448, next(y for y in range(2, 100) if not x448_exists(y)), 57, "invalid",
              "edwards-off-curve")
    for name, value in (("0", 0), ("1", 1), ("minus-1", P448 - 1)):
        yield raw(f"ed448-{name}", ed448, value, 57, "invalid", "edwards-low-order")
        yield raw(f"x448-{name}", x448, value, 56, "invalid", "edwards-low-order")
    yield raw("ed448-over-p", ed448, P448 + 2, 57, "invalid", "edwards-encoding")
    yield raw("x448-good", x448, 5, 56, "clean")
    u = (1 + y) * pow(1 - y, -1, P25519) % P25519
    for name, value in (("0", 0), ("1", 1), ("minus-1", P25519 - 1), ("order-8", u)):
        yield raw(f"x25519-{name}", x25519, value, 32, "invalid", "edwards-low-order")
    yield raw("x25519-good", x25519, 9, 32, "clean")


def dsa():
    while True:
        p = 1 << 1023 | sum(RANDOM.getrandbits(4) << i | RANDOM.getrandbits(8) << i + 24 for i in range(168, 992, 32))
        p = p & ~(0xFFFFFF << 1000) | 1 << 1023 | RANDOM.getrandbits(160) | 1
        if is_prime(p):
            break
    q = 2**160 - 47
    yield Vector("dsa-sparse", der.dsa_info(p, q, 2, pow(2, 12345, p)), "weak", ("dsa-sparse",))
    dense = p | RANDOM.getrandbits(1000) | 1
    yield Vector("dsa-good", der.dsa_info(dense, q, 2, pow(2, 12345, dense)), "clean")
    for name, value in (("1", 1), ("minus-1", dense - 1), ("p", dense), ("longer", dense << 64)):
        yield Vector(f"dsa-value-{name}", der.dsa_info(dense, q, 2, value), "invalid", ("dsa-value",))


def others():
    yield Vector("rsa-not-a-sequence", der.sequence(der.RSA, der.bit_string(b"\4\0")), "invalid",
                 ("key-malformed=-10",))
    yield raw("ml-dsa-44", "2.16.840.1.101.3.4.3.17", RANDOM.getrandbits(1312 * 8), 1312, "clean")


def vectors():
    for group in (points, curves, explicit, edwards, dsa, others):
        yield from group()
