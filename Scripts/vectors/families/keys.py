# SPDX-License-Identifier: Apache-2.0
"""Public keys of all kinds, valid and invalid."""

from cryptography.hazmat.primitives.asymmetric import mldsa

from .. import keys, signing
from ..arithmetic import stream
from ..der import Raw, bits, integer, null, octets, oid, seq, unsigned_magnitude
from ..keys import EC, RSA, RSA_PSS, Key, SPKIKey, opaque, with_algorithm, with_body
from ..request import Request


def vectors():
    return rsa_sizes() | rsa_forms() | rsa_faults() | curves() | points() | curve_faults() | edwards() | others()


def signed(about, key, signer, **how):
    return Request(about, key=key, signer=signer, **how)


def rsa_request(about, key, **how):
    return signed(about, key, signing.pkcs1(key), **how)


def rsa_sizes():
    found = {}
    for size, primes in (
        (512, 2),
        (1024, 2),
        (2047, 2),
        (2048, 2),
        (2056, 2),
        (3072, 2),
        (4096, 2),
        (8192, 8),
        (8200, 8),
    ):
        found[f"rsa-{size}"] = rsa_request(f"RSA, {size} bits", keys.rsa(size, primes=primes))
    return found


def rsa_forms():
    plain = keys.rsa()
    three = keys.rsa(label="rsa-e3", e=3)
    one = keys.rsa(label="rsa-e1", e=1)
    large = keys.rsa(label="rsa-e-large", e=2**100 + 277)
    pss = with_algorithm(keys.rsa(label="rsa-pss"), seq(oid(RSA_PSS), signing.pss_parameters("sha256", "sha256", 32)))
    free = with_algorithm(keys.rsa(label="rsa-pss"), seq(oid(RSA_PSS)))
    x500 = with_algorithm(plain, seq(oid("2.5.8.1.1"), null()))
    return {
        "rsa-e3": rsa_request("RSA with exponent 3", three),
        "rsa-e1": rsa_request("RSA with exponent 1", one),
        "rsa-e-large": rsa_request("RSA with an exponent of 101 bits", large),
        "rsa-pss-key": signed("a key for RSASSA-PSS with SHA-256 only", pss, signing.pss(pss, "sha256")),
        "rsa-pss-key-free": signed("a key for RSASSA-PSS with any hash", free, signing.pss(free, "sha384")),
        "rsa-x500": rsa_request("RSA under the identifier of X.509 (1988)", x500),
    }


def rsa_faults():
    key = keys.rsa()
    signer = signing.pkcs1(key)

    def written(about, body, size, valid, kind="rsa"):
        return signed(about, with_body(key, body, bits=size, kind=kind), signing.pkcs1(key), valid=valid)

    negative = seq(unsigned_magnitude(key.n).mark("integer-negative"), integer(key.e))
    trailing = seq(integer(key.n), integer(key.e), Raw(integer(7).bytes()).mark("trailing-data"))
    bare = SPKIKey(seq(seq(oid(RSA)).mark("algorithm-parameters"), bits(key.body)), "rsa", 2048)
    strange = SPKIKey(seq(seq(oid(RSA), integer(2048)).mark("algorithm-parameters"), bits(key.body)), "rsa", 2048)
    unread = {"kind": "malformed", "bits": None, "curve": None}

    def malformed(about, body):
        spki = seq(seq(oid(RSA), null()), bits(body).mark("key-malformed"))
        return Request(about, key=key, signer=signer, spki=spki, expect={"key": unread}, valid=[None])

    return {
        "rsa-negative": written("a modulus without the zero octet that keeps it positive", negative, 2048, [True]),
        "rsa-zero": written("a modulus of zero", seq(integer(0), integer(65537)), 0, [False, None]),
        "rsa-even": written("an even modulus", seq(integer(key.n - 1), integer(key.e)), 2048, [False, None]),
        "rsa-exponent-zero": written("an exponent of zero", seq(integer(key.n), integer(0)), 2048, [False, None]),
        "rsa-small": written("a modulus of 15", seq(integer(15), integer(3)), 4, [False, None]),
        "rsa-trailing": written("a third INTEGER after the exponent", trailing, 2048, [True, None]),
        "rsa-no-parameters": signed("an algorithm without its NULL", bare, signing.pkcs1(key)),
        "rsa-parameters": signed(
            "an algorithm with an INTEGER instead of NULL", strange, signing.pkcs1(key), valid=[True, None]
        ),
        "rsa-empty": malformed("a BIT STRING without a key", b""),
        "rsa-truncated": malformed("a key truncated in the middle of its modulus", key.body.bytes()[:100]),
        "rsa-random": malformed("random octets as a key", stream("rsa-random", 270)),
        "rsa-octets": malformed("a key inside an OCTET STRING", octets(key.body)),
    }


def curves():
    plain = {
        name.lower(): signed(f"elliptic curve {name}", keys.curve(name), signing.ecdsa(keys.curve(name), digest))
        for name, digest in (("P-256", "sha256"), ("P-384", "sha384"), ("P-521", "sha512"), ("secp256k1", "sha256"))
    }
    # Distributions build OpenSSL without some of these.
    seldom = {
        name.lower(): signed(
            f"elliptic curve {name}", keys.curve(name), signing.ecdsa(keys.curve(name)), valid=[True, None]
        )
        for name in ("P-224", "brainpoolP256r1", "brainpoolP384r1")
    }
    return plain | seldom


P256 = {
    "p": 2**256 - 2**224 + 2**192 + 2**96 - 1,
    "b": 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    "g": bytes.fromhex(
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
    ),
    "n": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
}


def explicit_p256():
    """Explicit parameters of P-256 (RFC 3279 §2.3.5)."""
    field = seq(oid("1.2.840.10045.1.1"), integer(P256["p"]))
    curve = seq(octets((P256["p"] - 3).to_bytes(32, "big")), octets(P256["b"].to_bytes(32, "big")))
    return seq(integer(1), field, curve, octets(P256["g"]), integer(P256["n"]), integer(1))


def points():
    key = keys.curve()
    x, y = key.point[1:33], key.point[33:]

    def point(about, body, valid=(True,)):
        return signed(about, with_body(key, body), signing.ecdsa(key), valid=valid)

    written = with_algorithm(key, seq(oid(EC), explicit_p256()), curve="explicit")
    return {
        "p-256-compressed": point("a compressed point", bytes([2 | y[-1] & 1]) + x),
        "p-256-hybrid": point("a hybrid point", bytes([6 | y[-1] & 1]) + x + y),
        "p-256-hybrid-wrong": point("a hybrid point with the wrong parity", bytes([7 ^ y[-1] & 1]) + x + y, [None]),
        "p-256-off-curve": point("a point that is not on the curve", key.point[:-1] + bytes([y[-1] ^ 1]), [None]),
        "p-256-infinity": point("the point at infinity", b"\0", [False, None]),
        "p-256-no-point": point("no point", b"", [None]),
        "p-256-short-point": point("a point of 64 octets", key.point[:-1], [None]),
        "p-256-explicit": signed(
            "explicit parameters of P-256", written, signing.ecdsa(key), valid=[True, None]
        ),
    }


def curve_faults():
    key = keys.curve()

    def parameters(about, *parts, curve=None, size=None, valid=(None,)):
        return signed(
            about, with_algorithm(key, seq(oid(EC), *parts), curve=curve, bits=size), signing.ecdsa(key), valid=valid
        )

    binary = seq(
        integer(1),
        seq(oid("1.2.840.10045.1.2"), seq(integer(163), oid("1.2.840.10045.1.2.3.2"), integer(8))),
        seq(octets(b"\1"), octets(b"\1")),
        octets(b"\4" + bytes(42)),
        integer(2**162 + 1),
    )
    return {
        "ec-unknown-curve": parameters("an unknown curve", oid("2.999.2"), curve="2.999.2"),
        "ec-binary": parameters("explicit parameters of a field of characteristic two", binary, curve="explicit", size=163),
        "ec-implicit-curve": parameters("an implicit curve", null()),
        "ec-no-parameters": parameters("no curve"),
    }


def edwards():
    found = {}
    for name, oid_text in (("Ed25519", "1.3.101.112"), ("Ed448", "1.3.101.113")):
        key = keys.edwards(name)
        found[name.lower()] = signed(name, key, signing.edwards(key, oid_text))
    ed = keys.edwards("Ed25519")
    for name, oid_text, length in (("x25519", "1.3.101.110", 32), ("x448", "1.3.101.111", 56)):
        key = Key(seq(oid(oid_text)), stream(name, length), "edwards", 8 * length)
        found[name] = signed("a key that cannot sign", key, signing.ecdsa(keys.curve()), valid=[False])
    short = SPKIKey(seq(seq(oid("1.3.101.112")), bits(ed.body[:31]).mark("key-malformed")), "malformed")
    found["ed25519-short"] = signed("a key of 31 octets", short, signing.edwards(ed, "1.3.101.112"), valid=[None])
    noted = SPKIKey(seq(seq(oid("1.3.101.112"), null()).mark("algorithm-parameters"), bits(ed.body)), "edwards", 256)
    found["ed25519-null"] = signed(
        "an algorithm with a forbidden NULL",
        noted,
        signing.edwards(ed, "1.3.101.112"),
        valid=[True, None],
    )
    return found


POST_QUANTUM = {
    "ml-dsa-44": ("2.16.840.1.101.3.4.3.17", 1312, 2420),
    "ml-dsa-65": ("2.16.840.1.101.3.4.3.18", 1952, 3309),
    "ml-dsa-87": ("2.16.840.1.101.3.4.3.19", 2592, 4627),
    "slh-dsa-sha2-128s": ("2.16.840.1.101.3.4.3.20", 32, 7856),
    "slh-dsa-sha2-256s": ("2.16.840.1.101.3.4.3.24", 64, 29792),
    "slh-dsa-shake-128f": ("2.16.840.1.101.3.4.3.27", 32, 17088),
}


def others():
    found = {}
    for size, order in ((1024, 160), (2048, 256)):
        key = keys.dsa(size, order)
        found[f"dsa-{size}"] = signed(f"DSA, {size} bits", key, signing.dsa(key, "sha256" if size > 1024 else "sha1"))
    dsa = keys.dsa()
    inherited = with_algorithm(dsa, seq(oid(keys.DSA)), bits=None)
    found["dsa-no-parameters"] = signed(
        "a key with inherited domain parameters", inherited, signing.dsa(dsa), valid=[False, None]
    )
    for name, (oid_text, public, signature) in POST_QUANTUM.items():
        key = opaque(name, oid_text, public)
        found[name] = signed(
            "random octets of the right lengths", key, signing.made_up(key, oid_text, signature), valid=[False, None]
        )
    for name, kind in (("44", mldsa.MLDSA44PrivateKey), ("65", mldsa.MLDSA65PrivateKey)):
        found[f"ml-dsa-{name}-signed"] = ml_dsa(name, kind)
    signer = signing.made_up(keys.curve(), "2.999.4", 64)
    found["unknown-algorithm"] = signed(
        "an unknown key algorithm and signature algorithm", opaque("unknown", "2.999.3", 100), signer, valid=[None]
    )
    ml_kem = opaque("ml-kem", "2.16.840.1.101.3.4.4.2", 1184)
    found["ml-kem-768"] = signed(
        "a fake key for encapsulation", ml_kem, signing.made_up(ml_kem, "2.999.4", 64), valid=[False, None]
    )
    return found


def ml_dsa(name, kind):
    """A real ML-DSA key; its signatures are randomized, so `make-requests` keeps an existing one."""
    private = kind.from_seed_bytes(stream("ml-dsa-" + name, 32))
    key = Key(seq(oid(POST_QUANTUM["ml-dsa-" + name][0])), private.public_key().public_bytes_raw(), "opaque")
    signer = signing.Signer(key, POST_QUANTUM["ml-dsa-" + name][0], (), private.sign)
    signer.length = POST_QUANTUM["ml-dsa-" + name][2]
    return Request(f"ML-DSA-{name} with a real signature", key=key, signer=signer, valid=[True, None])
