# SPDX-License-Identifier: Apache-2.0
"""Primes and roots, from one seeded source of randomness."""

import math
import random

RANDOM = random.Random(20261123)
SMALL = [p for p in range(3, 2000, 2) if all(p % q for q in range(3, math.isqrt(p) + 1, 2))]


def is_prime(n):
    if n < 4 or n % 2 == 0:
        return n in (2, 3)
    for p in SMALL:
        if n % p == 0:
            return n == p
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19):
        x = pow(base, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def random_bits(bits):
    """A number with its two top bits set, so that a product of two has its full length."""
    return RANDOM.getrandbits(bits) | 3 << bits - 2


def next_prime(n, step=2, suits=lambda p: True):
    n |= 1
    while not (is_prime(n) and suits(n)):
        n += step
    return n


def prime(bits, suits=lambda p: p % 65537 != 1):
    return next_prime(random_bits(bits), suits=suits)


def ceil_root(n):
    root = math.isqrt(n)
    return root if root * root == n else root + 1


def fermat_rounds(p, q):
    """The rounds of Fermat's method, the first one at the square root rounded up."""
    return (p + q) // 2 - ceil_root(p * q) + 1


def close_primes(bits, rounds):
    """Primes that Fermat's method finds in exactly this many rounds.

    With m between them, their distance to it b and N = m² - b², the root of N is close to m - b²/2m.
    """
    while True:
        p = prime(bits)
        distance = math.isqrt(4 * p * (2 * rounds - 1))
        for offset in range(0, 1 << 16, 2):
            q = p + 2 * (distance // 2) + offset
            if q % 65537 != 1 and is_prime(q):
                break
        if fermat_rounds(p, q) == rounds:
            return q, p


def crt(pairs):
    """The number with these (residue, modulus), for coprime moduli."""
    value, modulus = 0, 1
    for residue, m in pairs:
        value += modulus * ((residue - value) * pow(modulus, -1, m) % m)
        modulus *= m
    return value % modulus, modulus


def primes_with_product_start(start, bits):
    """Primes whose product of `bits` bits begins with the bytes `start`."""
    p = prime(bits // 2)
    wanted = int.from_bytes(start, "big") << bits - 8 * len(start)
    filler = RANDOM.getrandbits(bits - 8 * len(start) - bits // 2 - 16) << bits // 2 + 8
    q = next_prime((wanted + filler) // p, suits=lambda q: q % 65537 != 1)
    assert (p * q).to_bytes(bits // 8, "big").startswith(start)
    return p, q
