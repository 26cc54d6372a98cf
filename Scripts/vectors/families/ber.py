# SPDX-License-Identifier: Apache-2.0
"""BER instead of DER, versions, and data where none is allowed."""

from .. import keys, signing
from ..der import Part, Raw, bits, integer, octets, oid, seq, set_of, utf8
from ..keys import EC, SPKIKey
from ..request import COMMON_NAME, Name, Request, common_name, subject_parts


def vectors():
    return versions() | indefinite() | long_lengths() | tags() | constructed() | trailing() | oids() | numbers()


def versions():
    def version(about, part, value):
        return Request(about, version=part, expect={"version": value})

    found = {
        f"version-{value}": version(f"version {value}", integer(value).mark("version-nonzero"), value)
        for value in (1, 2, 3, 99, 128, 255, 65536)
    }
    found |= {
        "version-negative": version("version -1", integer(-1).mark("version-nonzero"), -1),
        "version-empty": version("a version without content", Part(2).mark("version-empty"), None),
        "version-huge": version("a version of 21 octets", integer(2**160).mark("version-nonzero"), None),
        "version-8-octets": version("a version of 8 octets", integer(2**62).mark("version-nonzero"), 2**62),
        "version-padded": version("version 0 in two octets", Part(2, b"\0\0").mark("integer-padding"), 0),
        "version-padded-negative": version(
            "version -1 in two octets", Part(2, b"\xff\xff").mark("integer-padding").mark("version-nonzero"), -1
        ),
        "version-missing": Request(
            "no version",
            version="none",
            name=seq(*subject_parts([common_name()])).mark("version-missing", "first"),
            expect={"version": None, "subject": [common_name().expected | {"rdn": 0}]},
        ),
    }
    return found


def pieces(endless=(), extra=()):
    """The parts of a request, with indefinite or overlong lengths at the given places."""

    def how(place):
        return {"endless": place in endless, "extra": extra.get(place, 0) if extra else 0}

    value = utf8("www.example.com")
    value.extra = how("value")["extra"]
    if value.extra:
        value.mark("length-form", "header")
    pair = seq(oid(COMMON_NAME, **how("type")), value, **how("pair"))
    key = keys.curve()
    algorithm = seq(oid(EC), oid("1.2.840.10045.3.1.7", **how("curve")), **how("algorithm"))
    return {
        "version": integer(0, extra=how("version")["extra"]),
        "name": seq(set_of(pair, **how("rdn")), **how("name")),
        "spki": seq(algorithm, bits(key.point, extra=how("key")["extra"]), **how("spki")),
        "attribute_set": Part(0xA0, [], **how("attributes")),
        "info": lambda parts: seq(*parts, **how("info")),
        "wrap": lambda parts: seq(*parts, **how("request")),
        "identifier": seq(oid("1.2.840.10045.4.3.2"), **how("signature-algorithm")),
        "signature": lambda body: bits(body, extra=how("signature")["extra"]),
    }


def indefinite():
    places = ("request", "info", "name", "rdn", "pair", "spki", "algorithm", "attributes", "signature-algorithm")
    found = {
        f"indefinite-{place}": Request(f"an indefinite length: {place}", **pieces(endless=(place,)))
        for place in places
    }
    found["indefinite-all"] = Request("indefinite lengths everywhere", **pieces(endless=places))
    return found


def long_lengths():
    places = (
        "request",
        "info",
        "version",
        "name",
        "rdn",
        "pair",
        "type",
        "value",
        "spki",
        "algorithm",
        "curve",
        "key",
        "attributes",
        "signature-algorithm",
        "signature",
    )
    found = {
        f"long-{place}": Request(f"a length with a superfluous octet: {place}", **pieces(extra={place: 1}))
        for place in places
    }
    found["long-all"] = Request("superfluous octets everywhere", **pieces(extra=dict.fromkeys(places, 1)))
    found["long-reserved"] = Request(
        "a length of 127 octets, whose number is reserved", **pieces(extra={"request": 126})
    )
    found["long-by-ten"] = Request("a length with ten superfluous octets", **pieces(extra={"request": 10}))
    return found


def tags():
    def high(number, base=0x20):
        return bytes([base | 0x1F, number])

    def tagged(tag, part, body=None):
        return Part(tag, part.body if body is None else body).mark("tag-form", "header")

    name = seq(*subject_parts([common_name()]))
    kept = {"subject": [common_name().expected | {"rdn": 0}]}
    return {
        "high-tag-request": Request(
            "the tag of SEQUENCE in the long form", wrap=lambda parts: tagged(high(16), seq(*parts))
        ),
        "high-tag-version": Request("the tag of INTEGER in the long form", version=tagged(high(2, 0), integer(0))),
        "high-tag-name": Request("a subject with a long tag", name=tagged(high(16), name), expect=kept),
        "high-tag-padded": Request("a long tag with a zero octet", name=tagged(b"\x3f\x80\x10", name), expect=kept),
        "high-tag-attributes": Request("[0] in the long form", attribute_set=tagged(b"\xbf\0", Part(0xA0, []))),
    }


def constructed():
    def name(about, part, text):
        return Request(
            about, subject=[Name(COMMON_NAME, part.mark("constructed-string", "header"), "UTF8String", text)]
        )

    key = keys.curve()
    nested = Part(0x2C, [Part(0x2C, [utf8("www."), utf8("example")]), utf8(".com")])
    whole = Part(0x23, [bits(key.point)]).mark("constructed-string", "header")
    halves = (
        Part(0x23, [bits(key.point[:33]), bits(key.point[33:])])
        .mark("constructed-string", "header")
        .mark("key-malformed")
    )
    malformed = {"kind": "malformed", "bits": None, "curve": None}
    return {
        "constructed-name": name("a string in one segment", Part(0x2C, [utf8("www.example.com")]), "www.example.com"),
        "constructed-name-pieces": name(
            "a string in two segments", Part(0x2C, [utf8("www.exa"), utf8("mple.com")]), "www.example.com"
        ),
        "constructed-name-octets": name(
            "a string in segments of type OCTET STRING",
            Part(0x2C, [octets(b"www.exa"), octets(b"mple.com")]),
            "www.example.com",
        ),
        "constructed-name-nested": name("a string in nested segments", nested, "www.example.com"),
        "constructed-name-empty": name("a constructed string without segments", Part(0x2C, []), ""),
        "constructed-name-split": name(
            "a character in two segments", Part(0x2C, [utf8(b"Z\xc3"), utf8(b"\xbcrich")]), "Zürich"
        ),
        "constructed-signature": Request(
            "a signature in one segment",
            signature=lambda body: Part(0x23, [bits(body)]).mark("constructed-string", "header"),
        ),
        "constructed-signature-pieces": Request(
            "a signature in two segments",
            signature=lambda body: Part(0x23, [bits(body[:30]), bits(body[30:])]).mark(
                "constructed-string", "header"
            ),
            valid=[False, None],
        ),
        "constructed-key": Request("a key in one segment", key=SPKIKey(seq(key.algorithm, whole), "ec", 256, "P-256")),
        "constructed-key-pieces": Request(
            "a key in two segments", spki=seq(key.algorithm, halves), expect={"key": malformed}, valid=[False, None]
        ),
    }


def trailing():
    extra = Raw(b"\5\0").mark("trailing-data")
    key = keys.curve()
    return {
        "trailing-request": Request(
            "data after the request", wrap=lambda parts: Two(seq(*parts), Raw(b"\0\0").mark("trailing-data"))
        ),
        "trailing-newline": Request(
            "a line feed after the request", wrap=lambda parts: Two(seq(*parts), Raw(b"\n").mark("trailing-data"))
        ),
        "trailing-signature": Request("data after the signature", wrap=lambda parts: seq(*parts, extra)),
        "trailing-info": Request("data after the attributes", info=lambda parts: seq(*parts, extra)),
        "trailing-spki": Request(
            "data after the key", key=SPKIKey(seq(key.algorithm, bits(key.point), extra), "ec", 256, "P-256")
        ),
        "trailing-algorithm": Request(
            "data after the curve",
            key=SPKIKey(seq(seq(oid(EC), oid("1.2.840.10045.3.1.7"), extra), bits(key.point)), "ec", 256, "P-256"),
        ),
        "trailing-point": Request(
            "an octet after the point",
            key=SPKIKey(seq(key.algorithm, bits(key.point + b"\0")), "ec", 256, "P-256"),
            valid=[None],
        ),
    }


class Two(Part):
    """Two consecutive parts."""

    def __init__(self, first, second):
        super().__init__(b"", [first, second])

    def encode(self):
        return self._content()


def oids():
    def padded(dotted):
        content = oid(dotted).body
        return Part(6, content[:-1] + b"\x80" + content[-1:]).mark("oid-malformed")

    key = keys.curve()
    return {
        "oid-signature": Request(
            "a padded identifier of the signature's algorithm",
            identifier=seq(padded("1.2.840.10045.4.3.2")),
            expect={"signatureAlgorithm": "0x2a8648ce3d04038002"},
            valid=[None],
        ),
        "oid-key": Request(
            "a padded identifier of the key's algorithm",
            spki=seq(seq(padded(EC), oid("1.2.840.10045.3.1.7")), bits(key.point)),
            expect={"key": {"kind": "opaque", "bits": None, "curve": None}},
            valid=[None],
        ),
        "oid-curve": Request(
            "a padded identifier of the curve",
            spki=seq(seq(oid(EC), padded("1.2.840.10045.3.1.7")), bits(key.point)),
            expect={"key": {"kind": "ec", "bits": None, "curve": "0x2a8648ce3d03018007"}},
            valid=[None],
        ),
    }


def numbers():
    key = keys.rsa(1024)
    signer = signing.pkcs1(key)
    padded = Part(2, b"\0" + integer(key.n).body).mark("integer-padding")
    more = Part(2, bytes(5) + b"\1\0\1").mark("integer-padding")
    unused = Part(0x03, [Raw(b"\x03").mark("unused-bits"), Raw(keys.curve().point)])
    odd_null = Part(5, b"\0").mark("value-malformed")
    algorithm = seq(oid(keys.RSA), odd_null).mark("algorithm-parameters")

    def rsa(about, body, **how):
        return Request(about, key=keys.with_body(key, body), signer=signer, **how)

    return {
        "padded-modulus": rsa("a modulus with two zero octets", seq(padded, integer(key.e)), valid=[True, None]),
        "padded-exponent": rsa("an exponent with five zero octets", seq(integer(key.n), more), valid=[True, None]),
        "indefinite-rsa": rsa("a key of indefinite length", seq(integer(key.n), integer(key.e), endless=True)),
        "long-rsa": rsa("a length in the long form in the key", seq(integer(key.n), integer(key.e, extra=2))),
        "null-content": Request(
            "a NULL with content",
            key=SPKIKey(seq(algorithm, bits(key.body)), "rsa", 1024),
            signer=signing.pkcs1(key),
            valid=[True, None],
        ),
        "key-unused-bits": Request(
            "a key that declares unused bits",
            key=SPKIKey(seq(keys.curve().algorithm, unused), "ec", 256, "P-256"),
            valid=[True, False, None],
        ),
    }
