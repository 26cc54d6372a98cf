# SPDX-License-Identifier: Apache-2.0
"""RSA keys whose primes have random bits in a part of each word only. The randomness has its own seed, so that these keys
and all others stay the same when one side changes."""

import random

from .numbers import is_prime
from .rsa import F4, rsa

RANDOM = random.Random(20261129)


def next_prime(n):
    n |= 1
    while not is_prime(n) or n % F4 == 1:
        n += 2
    return n


def sleeve(bits, word, used, start, top=0):
    """A prime with `used` random bits in each word, from bit `start` on, and the bits `top` at its upper end."""
    value = sum(RANDOM.getrandbits(used) << i + start for i in range(0, bits, word))
    value &= (1 << bits) - 1
    return next_prime(value | top << bits - top.bit_length() if top else value | 1 << bits - 1)


def vectors():
    # CompleteFTP: the lowest byte of each word, and the top bit.
    for bits in (1024, 2048):
        yield vector(f"sleeve-32-{bits}", 32, [sleeve(bits // 2, 32, 8, 0, top=1) for _ in range(2)])
    # The generator without a name: the upper 32 bits of each word of 128 bits.
    for bits in (2048, 4096):
        yield vector(f"sleeve-128-{bits}", 128, [sleeve(bits // 2, 128, 32, 96, top=3) for _ in range(2)])
    yield vector("sleeve-128-unequal", 128, [sleeve(1152, 128, 40, 88, top=3), sleeve(896, 128, 24, 104, top=3)])


def vector(name, chunk, factors):
    size = ["rsa-too-small=-13"] if name.endswith("1024") else []
    odd = ["rsa-odd-size=-13"] if (factors[0] * factors[1]).bit_length() % 8 else []
    short = ["rsa-too-small=-13"] if odd and not size and (factors[0] * factors[1]).bit_length() < 2048 else []
    return rsa(name, factors, "compromised", "short-sleeve=-40", *size, *short, *odd,
               evidence=(f"chunkBits={chunk}", "factorsAre=prime"))
