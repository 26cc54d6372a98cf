# SPDX-License-Identifier: Apache-2.0
"""Signature algorithms, parameters and invalid signatures."""

import base64

from .. import keys, signing
from ..der import Part, Raw, explicit, integer, null, octets, oid, seq
from ..request import Request
from ..signing import altered, ecdsa, emsa_pkcs1, made_up, pkcs1, pss, pss_parameters


def vectors():
    return (
        digests()
        | pss_forms()
        | parameters()
        | rsa_faults()
        | ecdsa_faults()
        | bit_strings()
        | mismatches()
        | other_forms()
        | other_algorithms()
    )


def request(about, signer, **how):
    return Request(about, key=how.pop("key", signer.key), signer=signer, **how)


def noted(signer, identifier="algorithm-parameters"):
    signer.identifier.mark(identifier)
    return signer


def digests():
    rsa, p256 = keys.rsa(), keys.curve()
    found = {}
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
        found[f"rsa-{name}"] = request(f"RSA with {name}", pkcs1(rsa, name))
    for name in ("sha1", "sha224", "sha256", "sha384", "sha512"):
        found[f"ecdsa-{name}"] = request(f"ECDSA on P-256 with {name}", ecdsa(p256, name))
    found["ecdsa-p384-sha256"] = request("ECDSA on P-384 with SHA-256", ecdsa(keys.curve("P-384")))
    found["ecdsa-p521-sha1"] = request("ECDSA on P-521 with SHA-1", ecdsa(keys.curve("P-521"), "sha1"))
    found["rsa-sha512-256"] = request("RSA with SHA-512/256", pkcs1(rsa, "sha512_256"), valid=[True, None])
    found["rsa-sha3-256"] = request("RSA with SHA3-256", pkcs1(rsa, "sha3_256"), valid=[True, None])
    found["ecdsa-sha3-256"] = request("ECDSA with SHA3-256", ecdsa(p256, "sha3-256"), valid=[True, None])
    found["rsa-sha1-oiw"] = request("sha1WithRSA of the OIW", pkcs1(rsa, "sha1", "1.3.14.3.2.29"))
    found["rsa-md5-oiw"] = request("md5WithRSA of the OIW", pkcs1(rsa, "md5", "1.3.14.3.2.3"))
    found["rsa-md2"] = request(
        "MD2 with a fake signature", made_up(rsa, "1.2.840.113549.1.1.2", 256, (null(),)), valid=[False, None]
    )
    found["rsa-md4"] = request(
        "MD4 with a fake signature", made_up(rsa, "1.2.840.113549.1.1.3", 256, (null(),)), valid=[False, None]
    )
    return found


def pss_forms():
    rsa, odd = keys.rsa(), keys.rsa(2047)
    bad_trailer = pss_parameters("sha256", "sha256", 32, trailer=2)
    negative = seq(*pss_parameters("sha256", "sha256").body, explicit(2, integer(-1)))
    return {
        "pss-sha1": request("RSASSA-PSS with all default parameters", pss(rsa, "sha1")),
        "pss-sha256": request("RSASSA-PSS with SHA-256", pss(rsa, "sha256")),
        "pss-sha384": request("RSASSA-PSS with SHA-384", pss(rsa, "sha384")),
        "pss-sha512": request("RSASSA-PSS with SHA-512", pss(rsa, "sha512")),
        "pss-odd-size": request("RSASSA-PSS with a modulus of 2047 bits", pss(odd, "sha256")),
        "pss-mixed": request("RSASSA-PSS with SHA-256 and a mask of SHA-1", pss(rsa, "sha256", "sha1")),
        "pss-salt-0": request("RSASSA-PSS without salt", pss(rsa, "sha256", salt=0)),
        "pss-salt-222": request("RSASSA-PSS with the longest salt", pss(rsa, "sha256", salt=222)),
        "pss-salt-mismatch": request(
            "RSASSA-PSS with a salt of another length than declared",
            pss(rsa, "sha256", salt=20, parameters=(pss_parameters("sha256", "sha256", 32),)),
            valid=[False],
        ),
        "pss-no-parameters": request(
            "RSASSA-PSS without parameters", noted(pss(rsa, "sha256", parameters=())), valid=[False, None]
        ),
        "pss-null": request(
            "RSASSA-PSS with NULL for its parameters",
            noted(pss(rsa, "sha256", parameters=(null(),))),
            valid=[False, None],
        ),
        "pss-trailer": request(
            "RSASSA-PSS with an unknown trailer", pss(rsa, "sha256", parameters=(bad_trailer,)), valid=[False, None]
        ),
        "pss-negative-salt": request(
            "RSASSA-PSS with a negative salt length",
            noted(pss(rsa, "sha256", parameters=(negative,))),
            valid=[False, None],
        ),
    }


def parameters():
    rsa, p256 = keys.rsa(), keys.curve()
    ed = keys.edwards("Ed25519")
    return {
        "rsa-no-null": request("RSA without the NULL", noted(pkcs1(rsa, parameters=()))),
        "rsa-integer": request("RSA with an INTEGER instead of NULL", noted(pkcs1(rsa, parameters=(integer(1),)))),
        "ecdsa-null": request("ECDSA with a NULL", noted(ecdsa(p256, parameters=(null(),)))),
        "ed25519-null": request(
            "Ed25519 with a NULL", noted(signing.edwards(ed, "1.3.101.112", (null(),))), valid=[True, False, None]
        ),
        "rsa-two-parameters": request(
            "RSA with data after the NULL", pkcs1(rsa, parameters=(null(), Raw(b"\5\0").mark("trailing-data")))
        ),
    }


def rsa_faults():
    rsa = keys.rsa()
    other = keys.rsa(label="rsa-e3", e=3)

    def wrong(encode):
        return pkcs1(rsa, encode=encode)

    def without_null(name, message, length):
        return emsa_pkcs1(name, message, length, parameters=())

    def long_padding(name, message, length):
        return emsa_pkcs1(name, message, length - 8) + bytes(8)

    def block_two(name, message, length):
        return b"\0\2" + emsa_pkcs1(name, message, length)[2:]

    def zero_padding(name, message, length):
        encoded = emsa_pkcs1(name, message, length)
        return encoded[:20] + b"\0" + encoded[21:]

    faults = {
        "rsa-broken": ("a signature with one bit changed", altered(pkcs1(rsa), flip_last)),
        "rsa-other-message": ("a signature over other bytes", Changed(pkcs1(rsa))),
        "rsa-other-key": ("a signature with another key", substitute(rsa, pkcs1(other))),
        "rsa-other-digest": (
            "a SHA-1 signature that declares SHA-256",
            pkcs1(rsa, "sha1", signing.RSA_SIGNATURES["sha256"]),
        ),
        "rsa-digest-info": ("a DigestInfo without its NULL", wrong(without_null)),
        "rsa-trailing-garbage": ("octets after the digest", wrong(long_padding)),
        "rsa-block-type": ("padding of block type 2", wrong(block_two)),
        "rsa-zero-padding": ("a zero within the padding", wrong(zero_padding)),
        "rsa-short": ("a signature of 255 octets", altered(pkcs1(rsa), lambda s: s[1:])),
        "rsa-long": ("a signature of 257 octets", altered(pkcs1(rsa), lambda s: b"\0" + s)),
        "rsa-all-zero": ("a signature of zeros", altered(pkcs1(rsa), lambda s: bytes(256))),
        "rsa-over-modulus": (
            "a signature that is larger than the modulus",
            altered(pkcs1(rsa), lambda s: int.to_bytes(rsa.n + 1, 256, "big")),
        ),
        "rsa-empty": ("no signature", altered(pkcs1(rsa), lambda s: b"")),
    }
    return {name: request(about, signer, valid=outcomes(name)) for name, (about, signer) in faults.items()}


def outcomes(name):
    """An empty signature, or one of zeros, is none, so there is nothing to check."""
    return [None] if name in ("rsa-empty", "rsa-all-zero", "ecdsa-empty") else [False]


def flip_last(signature):
    return signature[:-1] + bytes([signature[-1] ^ 1])


class Changed(signing.Signer):
    """Signs different bytes."""

    def __init__(self, signer):
        super().__init__(
            signer.key, signer.oid, signer.identifier.body[1:], lambda message: signer.sign(message + b".")
        )


def substitute(key, signer):
    """Signs with a different key."""
    return signing.Signer(key, signer.oid, signer.identifier.body[1:], signer.sign)


def ecdsa_faults():
    key = keys.curve()
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

    def pair(make):
        return ecdsa(key, form=lambda key, r, s: make(r, s).bytes())

    faults = {
        "ecdsa-broken": ("a signature with one bit changed", altered(ecdsa(key), flip_last)),
        "ecdsa-other-message": ("a signature over other bytes", Changed(ecdsa(key))),
        "ecdsa-other-key": ("a signature with another key", substitute(key, ecdsa(keys.curve(label="other")))),
        "ecdsa-empty": ("no signature", altered(ecdsa(key), lambda s: b"")),
        "ecdsa-zero-r": ("r of zero", pair(lambda r, s: seq(integer(0), integer(s)))),
        "ecdsa-zero-s": ("s of zero", pair(lambda r, s: seq(integer(r), integer(0)))),
        "ecdsa-negative-s": ("s below zero", pair(lambda r, s: seq(integer(r), integer(s - order)))),
        "ecdsa-large-r": ("r beyond the order", pair(lambda r, s: seq(integer(r + order), integer(s)))),
        "ecdsa-padded": (
            "an s with a superfluous zero octet",
            pair(lambda r, s: seq(integer(r), Part(2, b"\0" + integer(s).body))),
        ),
        "ecdsa-long-length": ("a length in the long form", pair(lambda r, s: seq(integer(r), integer(s), extra=1))),
        "ecdsa-trailing": ("an octet after the two numbers", altered(ecdsa(key), lambda s: s + b"\0")),
        "ecdsa-raw": (
            "the two numbers without DER",
            ecdsa(key, form=lambda key, r, s: r.to_bytes(32, "big") + s.to_bytes(32, "big")),
        ),
    }
    found = {name: request(about, signer, valid=outcomes(name)) for name, (about, signer) in faults.items()}
    found["ecdsa-other-s"] = request(
        "the other of the two valid values of s", pair(lambda r, s: seq(integer(r), integer(order - s)))
    )
    return found


def bit_strings():
    key = keys.curve()

    def unused(count):
        return lambda body: Part(0x03, [Raw(bytes([count])).mark("unused-bits"), Raw(body)])

    return {
        "unused-bits": Request("a signature that declares unused bits", key=key, signature=unused(3), valid=[False])
    }


def mismatches():
    rsa, p256, ed = keys.rsa(), keys.curve(), keys.edwards("Ed25519")
    pairs = {
        "mismatch-rsa-ecdsa": ("an RSA key and an ECDSA signature", rsa, ecdsa(p256)),
        "mismatch-ec-rsa": ("an elliptic-curve key and an RSA signature", p256, pkcs1(rsa)),
        "mismatch-ed25519-ecdsa": ("an Ed25519 key and an ECDSA signature", ed, ecdsa(p256)),
        "mismatch-ec-ed25519": (
            "an elliptic-curve key and an Ed25519 signature",
            p256,
            signing.edwards(ed, "1.3.101.112"),
        ),
        "mismatch-rsa-dsa": ("an RSA key and a DSA signature", rsa, signing.dsa(keys.dsa())),
        "mismatch-ed448-ed25519": (
            "an Ed448 key and an Ed25519 signature",
            keys.edwards("Ed448"),
            signing.edwards(ed, "1.3.101.112"),
        ),
    }
    found = {name: request(about, signer, key=key, valid=[False]) for name, (about, key, signer) in pairs.items()}
    pss_key = keys.with_algorithm(
        keys.rsa(label="rsa-pss"), seq(oid(keys.RSA_PSS), pss_parameters("sha256", "sha256", 32))
    )
    found["mismatch-pss-pkcs1"] = request(
        "a key for RSASSA-PSS and a signature of PKCS #1 v1.5", pkcs1(pss_key), valid=[False, None]
    )
    return found


def in_text(signer, encode):
    return altered(signer, lambda signature: encode(signature))


def other_forms():
    """Right signatures in forms that no decoder accepts."""
    rsa, ed = keys.rsa(), keys.edwards("Ed25519")

    def bare(name, message, length):
        value = signing.digest(name, message)
        return b"\x00\x01" + b"\xff" * (length - len(value) - 3) + b"\x00" + value

    def side_by_side(key, r, s):
        return r.to_bytes(key.width, "big") + s.to_bytes(key.width, "big")

    def little(key, r, s):
        return r.to_bytes(key.width, "little") + s.to_bytes(key.width, "little")

    p384 = ecdsa(keys.curve("P-384"), "sha384")
    forms = {
        "rsa-hexadecimal": ("hexadecimal digits", in_text(pkcs1(rsa), lambda s: s.hex().encode())),
        "rsa-hexadecimal-colons": (
            "hexadecimal digits with colons",
            in_text(pkcs1(keys.rsa(3072)), lambda s: s.hex(":").upper().encode()),
        ),
        "rsa-base64": ("Base64", in_text(pkcs1(rsa), base64.b64encode)),
        "rsa-reversed": ("the octets in reverse order", altered(pkcs1(rsa), lambda s: s[::-1])),
        "rsa-nested": ("an OCTET STRING around the signature", altered(pkcs1(rsa), lambda s: octets(s).bytes())),
        "rsa-bare-digest": ("no DigestInfo", pkcs1(rsa, encode=bare)),
        "rsa-bare-sha512": ("no DigestInfo around SHA-512", pkcs1(rsa, "sha512", encode=bare)),
        "ecdsa-p384-raw": ("r and s of P-384 without DER", ecdsa(keys.curve("P-384"), "sha384", form=side_by_side)),
        "ecdsa-p521-raw": ("r and s of P-521 without DER", ecdsa(keys.curve("P-521"), "sha512", form=side_by_side)),
        "ecdsa-secp256k1-raw": ("r and s of secp256k1 without DER", ecdsa(keys.curve("secp256k1"), form=side_by_side)),
        "ecdsa-little-endian": ("r and s without DER, in reverse order of octets", ecdsa(keys.curve(), form=little)),
        "ecdsa-hexadecimal": ("hexadecimal digits", in_text(p384, lambda s: s.hex().encode())),
        "ecdsa-base64": ("Base64", in_text(ecdsa(keys.curve()), base64.b64encode)),
        "ed25519-hexadecimal": (
            "hexadecimal digits",
            in_text(signing.edwards(ed, "1.3.101.112"), lambda s: s.hex().encode()),
        ),
    }
    return {name: request(about, signer, valid=[False]) for name, (about, signer) in forms.items()}


def other_algorithms():
    """Right signatures by an algorithm that is not the one that the request names, and a large exponent."""
    rsa, curve = keys.rsa(), keys.curve
    v15, dsa = signing.RSA_SIGNATURES, signing.ECDSA_SIGNATURES

    def labelled(signer, identifier, *parameters):
        return signing.Signer(signer.key, identifier, parameters, signer.sign)

    algorithms = {
        "rsa-md5-as-sha256": ("MD5 that says SHA-256", pkcs1(rsa, "md5", v15["sha256"])),
        "rsa-sha256-as-sha384": ("SHA-256 that says SHA-384", pkcs1(rsa, "sha256", v15["sha384"])),
        "rsa-sha512-as-sha1": ("SHA-512 that says SHA-1", pkcs1(keys.rsa(3072), "sha512", v15["sha1"])),
        "pss-as-pkcs1": ("RSASSA-PSS that says PKCS #1 v1.5", labelled(pss(rsa), v15["sha256"], null())),
        "pkcs1-as-pss": (
            "PKCS #1 v1.5 that says RSASSA-PSS",
            labelled(pkcs1(rsa), signing.PSS, pss_parameters("sha256", "sha256", 32)),
        ),
        "ecdsa-sha1-as-sha256": ("SHA-1 that says SHA-256", labelled(ecdsa(curve(), "sha1"), dsa["sha256"])),
        "ecdsa-sha256-as-sha384": (
            "SHA-256 that says SHA-384",
            labelled(ecdsa(curve("P-384"), "sha256"), dsa["sha384"]),
        ),
        "ecdsa-sha512-as-sha256": (
            "SHA-512 that says SHA-256",
            labelled(ecdsa(curve("P-521"), "sha512"), dsa["sha256"]),
        ),
    }
    found = {name: request(about, signer, valid=[False]) for name, (about, signer) in algorithms.items()}
    large = keys.rsa(4096, label="rsa-e-65-bits", e=2**64 + 13)
    found["rsa-exponent-65-bits"] = request("an exponent of 65 bits, which OpenSSL does not compute", pkcs1(large))
    return found
