# SPDX-License-Identifier: Apache-2.0
"""Keys of Debian's broken generator (CVE-2008-0166): a second implementation of OpenSSL 0.9.8, independent of the one in
Swift. State: a pool of 1023 octets, a digest, two counters; only the lengths of additions count, not the data."""

import hashlib
import math

from .numbers import is_prime

POOL = 1023
WORD = {"le64": 8, "le32": 4, "be32": 4}
STAT = {"le64": 144, "le32": 88, "be32": 88}
SMALL = [p for p in range(3, 17864, 2) if all(p % d for d in range(3, math.isqrt(p) + 1, 2))]


class Generator:
    def __init__(self, platform, state, process):
        self.word, self.order = WORD[platform], "big" if platform == "be32" else "little"
        self.process = process.to_bytes(4, self.order) if process else b""
        self.pool, self.md = bytearray(POOL + 1), bytes(20)
        self.count, self.added, self.filled, self.index = 0, 0, 0, 0
        self.polled = self.primed = False
        if state == "nornd":
            self.poll()
        else:
            self.add(STAT[platform])
            if state == "rnd":
                self.add(1024)
            else:
                self.poll()

    def counter(self, value):
        return value.to_bytes(self.word, self.order)

    def poll(self):
        for length in (32, self.word, self.word, self.word):
            self.add(length)
        self.polled = True

    def take(self, start, length, limit):
        return bytes(self.pool[(start + i) % limit] for i in range(length))

    def mix(self, start, digest, limit):
        for octet in digest:
            self.pool[start] ^= octet
            start += 1
            if start >= limit:
                start = 0
        return start

    def add(self, length):
        place, last, number = self.index, self.md, self.added
        self.index += length
        if self.index >= POOL:
            self.index %= POOL
            self.filled = POOL
        else:
            self.filled = max(self.filled, self.index)
        self.added += -(-length // 20)
        while length > 0:
            step = min(20, length)
            last = hashlib.sha1(
                last + self.take(place, step, POOL) + self.counter(self.count) + self.counter(number)).digest()
            place = self.mix(place, last[:step], POOL)
            number += 1
            length -= step
        self.md = bytes(a ^ b for a, b in zip(self.md, last))

    def octets(self, length):
        if not self.polled:
            self.poll()
        if not self.primed:
            self.primed = True
            for _ in range(52):
                self.add(20)
        place, limit, last = self.index, self.filled, self.md
        counters = self.counter(self.count) + self.counter(self.added)
        self.index += -(-length // 10) * 10
        if self.index > limit:
            self.index %= limit
        self.count += 1
        output, process = b"", self.process
        while len(output) < length:
            last = hashlib.sha1(process + last + counters + self.take(place, 10, limit)).digest()
            process = b""
            place = self.mix(place, last[:10], limit)
            output += last[10:]
        self.md = hashlib.sha1(counters + last + self.md).digest()
        return output[:length]

    def number(self, bits):
        self.add(self.word)
        return int.from_bytes(self.octets(-(-bits // 8)), "big") & (1 << bits) - 1

    def below(self, limit):
        while True:
            value = self.number(limit.bit_length())
            if value < limit:
                return value


def prime(generator, bits):
    while True:
        start = generator.number(bits) | 3 << bits - 2 | 1
        rests = [start % p for p in SMALL]
        delta = 0
        while any((rest + delta) % p < 2 for rest, p in zip(rests, SMALL)):
            delta += 2
        candidate = start + delta
        good = pow(2, candidate - 1, candidate) == 1
        for _ in range(2 if good and bits >= 1300 else 3 if good else 1):
            generator.below(candidate - 1)
        if good and is_prime(candidate):
            return candidate


def rsa_factors(platform, state, process, bits):
    """p and q for an exponent of 65,537 and at least 850 bits each."""
    generator = Generator(platform, state, process)
    found = []
    while len(found) < 2:
        p = prime(generator, bits // 2)
        if p % 65537 != 1 and p not in found:
            found.append(p)
    return found


def ec_scalar(platform, state, process, order):
    generator = Generator(platform, state, process)
    while True:
        value = generator.below(order)
        if value:
            return value
