# SPDX-License-Identifier: Apache-2.0
"""Elliptic curves over prime fields, in affine coordinates and not in constant time."""

from . import der
from .numbers import RANDOM


class Curve:
    def __init__(self, oid, p, a, b, x, y, n):
        self.oid, self.p, self.a, self.b, self.g, self.n = oid, p, a % p, b, (x, y), n
        self.length = (p.bit_length() + 7) // 8

    def add(self, left, right):
        if left is None or right is None:
            return left or right
        (x1, y1), (x2, y2) = left, right
        if x1 == x2:
            if (y1 + y2) % self.p == 0:
                return None
            slope = (3 * x1 * x1 + self.a) * pow(2 * y1, -1, self.p)
        else:
            slope = (y2 - y1) * pow(x2 - x1, -1, self.p)
        x = (slope * slope - x1 - x2) % self.p
        return x, (slope * (x1 - x) - y1) % self.p

    def multiply(self, k, point):
        result = None
        while k:
            if k & 1:
                result = self.add(result, point)
            point, k = self.add(point, point), k >> 1
        return result

    def y(self, x):
        """A y for x, or None; all primes here are 3 modulo 4."""
        square = (x**3 + self.a * x + self.b) % self.p
        root = pow(square, (self.p + 1) // 4, self.p)
        return root if root * root % self.p == square else None

    def write(self, point, form=4):
        x, y = (c.to_bytes(self.length, "big") for c in point)
        return bytes([form]) + x + (y if form in (4, 6, 7) else b"")

    def name(self):
        return der.oid(self.oid)

    def parameters(self, generator=None):
        field = der.sequence(der.oid("1.2.840.10045.1.1"), der.integer(self.p))
        coefficients = (self.a.to_bytes(self.length, "big"), self.b.to_bytes(self.length, "big"))
        curve = der.sequence(*[der.octet_string(c) for c in coefficients])
        base = der.octet_string(self.write(generator or self.g))
        return der.sequence(der.integer(1), field, curve, base, der.integer(self.n), der.integer(1))

    def key(self):
        d = RANDOM.randrange(1, self.n)
        return d, self.multiply(d, self.g)

    def sign(self, d, digest):
        """An ECDSA signature in DER; the digest is no longer than the order."""
        k = RANDOM.randrange(1, self.n)
        r = self.multiply(k, self.g)[0] % self.n
        s = pow(k, -1, self.n) * (int.from_bytes(digest, "big") + r * d) % self.n
        return der.sequence(der.integer(r), der.integer(s))


P256 = Curve(
    "1.2.840.10045.3.1.7", 2**256 - 2**224 + 2**192 + 2**96 - 1, -3,
    0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551)
P192 = Curve(
    "1.2.840.10045.3.1.1", 2**192 - 2**64 - 1, -3,
    0x64210519E59C80E70FA7E9AB72243049FEB8DEECC146B9B1,
    0x188DA80EB03090F67CBF20EB43A18800F4FF0AFD82FF1012,
    0x07192B95FFC8DA78631011ED6B24CDD573F977A11E794811,
    0xFFFFFFFFFFFFFFFFFFFFFFFF99DEF836146BC9B1B4D22831)
P521 = Curve(
    "1.3.132.0.35", 2**521 - 1, -3,
    0x0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
    0x00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
    0x011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650,
    0x01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409)
SECP256K1 = Curve(
    "1.3.132.0.10", 2**256 - 2**32 - 977, 0, 7,
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141)
CURVES = [P256, P192, P521, SECP256K1]
CURVES = [P256, P192, P521, SECP256K1]
for curve in CURVES:
    assert curve.y(curve.g[0]) in (curve.g[1], curve.p - curve.g[1]) and curve.multiply(curve.n, curve.g) is None
