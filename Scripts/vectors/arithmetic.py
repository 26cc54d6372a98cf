# SPDX-License-Identifier: Apache-2.0
"""Deterministic numbers from a label, so that every run generates the same keys. Not suitable for real keys."""

import hashlib
import math


def stream(label, count):
    """`count` bytes that depend only on the label."""
    return hashlib.shake_256(b"CSRKit test vectors: " + label.encode()).digest(count)


def number(label, bits):
    """A number below 2^bits."""
    return int.from_bytes(stream(label, (bits + 7) // 8), "big") >> (-bits % 8)


SMALL = [p for p in range(3, 20000, 2) if all(p % d for d in range(3, math.isqrt(p) + 1, 2))]


def is_prime(candidate):
    if any(candidate % p == 0 for p in SMALL):
        return candidate in SMALL
    odd, twos = candidate - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19):
        x = pow(base, odd, candidate)
        if x in (1, candidate - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % candidate
            if x == candidate - 1:
                break
        else:
            return False
    return True


def next_prime(start, step=2, unfit=lambda p: False):
    """The first prime among start, start + step, …, with a sieve before the primality test."""
    residues = [(start % p, step % p, p) for p in SMALL]
    for turn in range(1_000_000):
        candidate = start + turn * step
        if any((r + turn * s) % p == 0 for r, s, p in residues):
            continue
        if not unfit(candidate) and is_prime(candidate):
            return candidate
    raise ValueError("no prime found")
