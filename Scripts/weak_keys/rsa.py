# SPDX-License-Identifier: Apache-2.0
"""RSA keys on both sides of every threshold. Each vector: name, SubjectPublicKeyInfo, options, verdict, hits, signer.

A hit is `check` or `check=code` with the predicted error code; in the evidence column `name=value` must be there.
"""

import functools
import math

from . import der
from .numbers import (
    RANDOM, close_primes, crt, is_prime, next_prime, prime, primes_with_product_start, random_bits)

F4 = 65537
QUICK = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157]
PRIMORIAL = math.prod(p for p in range(2, 168) if is_prime(p))


class Vector:
    """A key, the expected result of the audit, and the private exponent if the key can sign requests."""

    def __init__(self, name, info, verdict, hits=(), options="standard", evidence=(), n=None, e=F4, d=None):
        self.name, self.info, self.verdict, self.hits, self.options = name, info, verdict, hits, options
        self.evidence, self.n, self.e, self.d = evidence, n, e, d


def rsa(name, factors, verdict, *hits, e=F4, options="standard", evidence=(), n=None):
    n = math.prod(factors) if factors else n
    d = None
    if factors and e > 0:
        order = math.prod((p - 1) * p ** (factors.count(p) - 1) for p in set(factors))
        d = pow(e, -1, order) if math.gcd(e, order) == 1 else None
    return Vector(name, der.rsa_info(n, e), verdict, hits, options, evidence, n, e, d)


def sizes():
    pool = [prime(1024) for _ in range(7)]
    yield rsa("rsa-2048-good", [pool[0], pool[1]], "clean")
    yield rsa("rsa-3072-good", [prime(1536), prime(1536)], "clean")
    yield rsa("rsa-1024", [prime(512), prime(512)], "weak", "rsa-too-small=-13")
    yield rsa("rsa-2040", [prime(1020), prime(1020)], "weak", "rsa-too-small=-13")
    yield rsa("rsa-2047", [prime(1024), next_prime(3 << 1021 | RANDOM.getrandbits(1020))], "weak",
              "rsa-too-small=-13", "rsa-odd-size=-13")
    yield rsa("rsa-2049", [prime(1025), prime(1024)], "weak", "rsa-odd-size=-13")
    yield rsa("rsa-2050", [prime(1025), prime(1025)], "weak", "rsa-odd-size=-13")
    yield rsa("rsa-2056", [prime(1028), prime(1028)], "clean")
    eight = pool + [next_prime(2**8191 // math.prod(pool) + 2**1000)]
    yield rsa("rsa-8192-multiprime", eight, "clean")
    yield rsa("rsa-8200-multiprime", eight[:-1] + [next_prime(2**8199 // math.prod(pool) + 2**1000)], "clean",
              "rsa-too-large=-13")
    yield rsa("rsa-16640", None, "clean", "rsa-too-large=-13", n=random_bits(16640) | 1)


def fermat():
    for rounds in (1, 2, 64, 99, 100, 101, 109, 110):
        p, q = close_primes(1024, rounds)
        code = "=-40" if rounds <= 100 else ""
        yield rsa(f"fermat-{rounds}", [p, q], "compromised", "fermat" + code,
                  evidence=(f"rounds={rounds}", f"p={p:#x}", f"q={q:#x}"))
    p, q = close_primes(1024, 111)
    yield rsa("fermat-111", [p, q], "clean")
    yield rsa("fermat-111-deep", [p, q], "compromised", "fermat", options="deep", evidence=("rounds=111",))
    p, q = close_primes(1024, 1_000_000)
    yield rsa("fermat-1000000-deep", [p, q], "compromised", "fermat", options="deep", evidence=("rounds=1000000",))
    yield rsa("fermat-1000001-deep", list(close_primes(1024, 1_000_001)), "clean", options="deep")
    p, q = close_primes(1536, 100)
    yield rsa("fermat-3072-100", [p, q], "compromised", "fermat=-40", evidence=("rounds=100", f"p={p:#x}"))


def powers():
    p = prime(1024)
    yield rsa("square", [p, p], "compromised", "prime-power=-40", evidence=(f"base={p:#x}", "power=2"))
    for power in (3, 4, 5, 6, 7, 11, 13, 31):
        base = next_prime(root_of_power(2048, power))
        yield rsa(f"power-{power}", [base] * power, "compromised", "prime-power=-40",
                  evidence=(f"base={base:#x}", f"power={power}"))
    p = prime(512)
    q = next_prime(root_of_power(2048, 2) // p)
    yield rsa("square-of-product", [p, q, p, q], "weak", "prime-power=-40", evidence=("baseIs=composite",))
    yield rsa("square-times-prime", [p, p, prime(1024)], "clean")


def root_of_power(bits, power):
    """A random number whose power has this many bits."""
    low, high = 1, 1 << bits // power + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**power < 1 << bits - 1 else (low, middle)
    return high + RANDOM.getrandbits(max(high.bit_length() - 8, 1))


def random_cofactor(factor):
    """A prime that makes the factor a modulus of 2048 bits."""
    return next_prime(2**2047 // factor + RANDOM.getrandbits(2040 - factor.bit_length()), suits=lambda p: p % F4 != 1)


def factors():
    for factor, verdict, hits in ((3, "compromised", 1), (743, "compromised", 1), (751, "compromised", 1),
                                  (757, "clean", 0)):
        rest = random_cofactor(factor)
        yield rsa(f"factor-{factor}", [factor, rest], verdict, *["small-factors=-40"] * hits,
                  evidence=(f"factors={factor}", "cofactorIs=prime") if hits else ())
    p = prime(1024)
    yield rsa("factor-751-corrupt", [751, p, next_prime(2**2047 // 751 // p + 2**900)], "weak", "small-factors=-40",
              evidence=("factors=751", "cofactorIs=composite"))
    yield rsa("factor-repeated", [3, 3, 5, 751, random_cofactor(33795)], "compromised",
              "small-factors=-40", evidence=("factors=3 3 5 751",))
    # 65538 is smooth, so that 65539 is found all the same; 131267 - 1 is twice a prime.
    for factor, verdict, hits in ((65521, "compromised", ["small-factors=-40"]),
                                  (65537, "compromised", ["small-factors=-40"]),
                                  (65539, "compromised", ["smooth-prime"]), (131267, "clean", [])):
        rest = random_cofactor(factor)
        yield rsa(f"factor-{factor}", [factor, rest], "clean")
        yield rsa(f"factor-{factor}-deep", [factor, rest], verdict, *hits, options="deep")


def moduli():
    p = prime(2048)
    yield rsa("prime-modulus", [p], "compromised", "prime-modulus=-40", options="thorough",
              evidence=(f"d={pow(F4, -1, p - 1):#x}",))
    yield rsa("prime-modulus-standard", [p], "clean")
    yield rsa("even-modulus", [2, prime(2047)], "invalid", "rsa-modulus-invalid=-41", evidence=("modulus=even",))
    for name, n in (("zero", 0), ("one", 1), ("negative", -(random_bits(2048) | 1)),
                    ("negative-padded", -(2**2047 - 2**2000 + 1))):
        size = ["rsa-too-small=-13"] if n >= 0 else []
        odd = ["rsa-odd-size=-13"] if n == 1 else []
        exponent = ["rsa-exponent-invalid=-41"] if n >= 0 else []
        yield rsa(f"modulus-{name}", None, "invalid", "rsa-modulus-invalid=-41", *exponent, *size, *odd, n=n,
                  evidence=(f"modulus={name.split('-')[0]}",))


def exponents():
    primes = [prime(1024, suits=lambda p: all(p % r != 1 for r in (3, 5, 17, 257, 65539))) for _ in range(2)]
    n = math.prod(primes)
    for e in (3, 17, 65535, 65539, 2**255 + 95, 2**256 + 129):
        while math.gcd(e, (primes[0] - 1) * (primes[1] - 1)) > 1:
            e += 2
        where = "below" if e < F4 else "above" if e >= 2**256 else "within"
        name = e if e < 2**32 else f"{e.bit_length()}-bits"
        yield rsa(f"exponent-{name}", primes, "clean", "rsa-exponent-unusual", e=e,
                  evidence=(f"recommendedRange={where}",))
    for name, e, fault in (("0", 0, "zero"), ("1", 1, "one"), ("2", 2, "even"), ("65536", 65536, "even"),
                           ("negative", -3, "negative"), ("n", n, "not below the modulus"),
                           ("over-n", n + 2, "not below the modulus")):
        unusual = ["rsa-exponent-unusual"] if e >= n else []
        yield rsa(f"exponent-{name}", primes, "invalid", "rsa-exponent-invalid=-41", *unusual, e=e,
                  evidence=(f"fault={fault}",))
    yield rsa("exponent-below-n", primes, "clean", "rsa-exponent-unusual", e=n - 2 if n % 3 else n - 4)


def roca_prime(bits, primorial=PRIMORIAL):
    while True:
        start = pow(F4, RANDOM.getrandbits(60), primorial)
        p = random_bits(bits) // primorial * primorial + start
        if p.bit_length() == bits and is_prime(p) and p % F4 != 1:
            return p


def roca():
    for bits in (512, 2048, 4096):
        p, q = roca_prime(bits // 2), roca_prime(bits // 2)
        hits = ["roca=-40"] + (["rsa-too-small=-13"] if bits < 2048 else [])
        yield rsa(f"roca-{bits}", [p, q], "compromised", *hits, evidence=("generator=65537",))
    p = prime(1024)
    targets = [(pow(F4, RANDOM.randrange(p), r) * pow(p, -1, r), r) for r in QUICK]
    residue, modulus = crt(targets)
    q = next_prime(random_bits(1024) // modulus * modulus + residue - (residue % 2 == 0) * modulus, step=2 * modulus)
    assert all(p * q % r in {pow(F4, i, r) for i in range(r)} for r in QUICK)
    yield rsa("roca-quick-test-false-positive", [p, q], "clean")


def private_exponents():
    for bits, hit in ((256, True), (508, True), (600, False)):
        p, q = prime(1024), prime(1024)
        order = (p - 1) * (q - 1)
        d = next_prime(random_bits(bits), suits=lambda d: math.gcd(d, order) == 1)
        e = pow(d, -1, order)
        hits = ["small-private-exponent=-40"] if hit else []
        yield rsa(f"private-exponent-{bits}-bits", [p, q], "compromised" if hit else "clean", *hits,
                  "rsa-exponent-unusual", e=e, evidence=(f"d={d:#x}",) if hit else ())
    p, q = prime(1024), prime(1024)
    order = math.lcm(p - 1, q - 1)
    d = next_prime(random_bits(400), suits=lambda d: math.gcd(d, order) == 1)
    yield rsa("private-exponent-carmichael", [p, q], "compromised", "small-private-exponent=-40",
              "rsa-exponent-unusual", e=pow(d, -1, order))


def sparse_prime(chunk, top):
    """A prime with six bits in each chunk, and one bit far above them."""
    while True:
        p = sum(RANDOM.getrandbits(6) << i for i in range(0, 1024, chunk)) | 1 << top | 1
        if is_prime(p):
            return p


def patterns():
    yield rsa("short-sleeve-32", [sparse_prime(32, 1024), sparse_prime(32, 1023)], "compromised",
              "short-sleeve=-40", evidence=("chunkBits=32", "factorsAre=prime"))
    yield rsa("short-sleeve-128", [sparse_prime(128, 1024), sparse_prime(128, 1023)], "compromised",
              "short-sleeve=-40", "xz-backdoor", evidence=("chunkBits=128", "factorsAre=prime"))
    yield rsa("vanity", list(primes_with_product_start(b"\x80\x01" * 55, 2048)), "clean", "biased-modulus",
              evidence=("where=upper half",))
    start = b"\x9c" + RANDOM.randbytes(20)
    yield rsa("repeated-16", list(primes_with_product_start(start + b"A" * 16 + b"B", 2048)), "clean",
              "repeated-bytes", evidence=("byte=65", "offset=21"))
    yield rsa("repeated-15", list(primes_with_product_start(start + b"A" * 15 + b"B", 2048)), "clean")
    words = b"\0" + b"\xa7" + RANDOM.randbytes(6)
    product = int.from_bytes(words[:4], "little") * int.from_bytes(words[4:], "little")
    for command in (3, 4):
        start = words[1:] + ((command - product) % 2**64).to_bytes(8, "little")
        yield rsa(f"xz-command-{command}", list(primes_with_product_start(start, 2048)), "clean",
                  *["xz-backdoor"] * (command == 3))


def smooth_prime(bits, largest):
    """A prime p with p - 1 a product of different primes up to `largest`, which is one of them."""
    while True:
        product = 2 * largest
        while product.bit_length() < bits - 17:
            candidate = next_prime(RANDOM.randrange(3, 60000))
            product *= candidate if product % candidate else 1
        for factor in range(2 ** (bits - product.bit_length()), 2 ** (bits - product.bit_length() + 1)):
            if factor < 60000 and product % factor and is_prime(product * factor + 1) and product * factor >> bits - 2 == 3:
                return product * factor + 1


def smooth():
    good = prime(1024)
    hit = smooth_prime(1024, 65521)
    yield rsa("smooth-65521-deep", [hit, good], "compromised", "smooth-prime", options="deep",
              evidence=(f"p={hit:#x}",))
    yield rsa("smooth-65521-standard", [hit, good], "clean")
    yield rsa("smooth-65539-deep", [smooth_prime(1024, 65539), good], "clean", options="deep")
    yield rsa("smooth-both-deep", [hit, smooth_prime(1024, 65519)], "compromised", "smooth-prime", options="deep")


@functools.cache
def shared_primes():
    common, others = prime(1024), [prime(1024) for _ in range(5)]
    keys = [rsa(f"shared-{i}", [common, others[i]], "clean") for i in range(2)]
    keys += [rsa("shared-all", [others[2], others[3]], "clean"), rsa("shared-left", [others[2], others[4]], "clean"),
             rsa("shared-right", [others[3], prime(1024)], "clean")]
    return keys


def vectors():
    for group in (sizes, fermat, powers, factors, moduli, exponents, roca, private_exponents, patterns, smooth,
                  shared_primes):
        yield from group()
