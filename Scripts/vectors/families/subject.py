# SPDX-License-Identifier: Apache-2.0
"""Subjects: all string types, characters that they do not allow, and unusual names."""

from ..der import Part, Raw, bits, boolean, integer, null, octets, oid, seq, set_of, string
from ..request import COMMON_NAME, Name, Request, common_name, subject_parts

TYPES = {
    "commonName": "2.5.4.3",
    "serialNumber": "2.5.4.5",
    "countryName": "2.5.4.6",
    "localityName": "2.5.4.7",
    "stateOrProvinceName": "2.5.4.8",
    "streetAddress": "2.5.4.9",
    "organizationName": "2.5.4.10",
    "organizationalUnitName": "2.5.4.11",
    "businessCategory": "2.5.4.15",
    "postalCode": "2.5.4.17",
    "postOfficeBox": "2.5.4.18",
    "x500UniqueIdentifier": "2.5.4.45",
    "emailAddress": "1.2.840.113549.1.9.1",
    "domainComponent": "0.9.2342.19200300.100.1.25",
    "userId": "0.9.2342.19200300.100.1.1",
    "jurisdictionCountryName": "1.3.6.1.4.1.311.60.2.1.3",
    "organizationIdentifier": "2.5.4.97",
}


def vectors():
    return string_types() | illegal() | undecodable() | others() | shapes() | faults()


def name(attribute, kind, text, shown=None, illegal=None, join=False):
    """An attribute by name; `shown` is the expected text if it differs from `text`."""
    return Name(
        TYPES.get(attribute, attribute), string(kind, text), kind, text if shown is None else shown, illegal, join
    )


def utf8(attribute, text, join=False):
    return name(attribute, "UTF8String", text, join=join)


def one(about, *names):
    return Request(about, subject=[*names, common_name()])


def string_types():
    texts = {
        "printable": ("PrintableString", "Example, Inc. (EU)"),
        "utf8": ("UTF8String", "Example Ltd"),
        "utf8-umlaut": ("UTF8String", "Zürich"),
        "utf8-emoji": ("UTF8String", "😀 Ltd"),
        "utf8-greek": ("UTF8String", "Παράδειγμα"),
        "utf8-nul": ("UTF8String", "Example\0Ltd"),
        "utf8-direction": ("UTF8String", "abc\u202edef"),
        "utf8-double": ("UTF8String", "ZÃ¼rich"),
        "teletex": ("TeletexString", "Example Ltd"),
        "teletex-latin1": ("TeletexString", "Zürich"),
        "teletex-utf8": ("TeletexString", "ZÃ¼rich"),
        "bmp": ("BMPString", "Zürich Παράδειγμα"),
        "universal": ("UniversalString", "Zürich 😀"),
        "ia5": ("IA5String", "user@example.com"),
        "numeric": ("NumericString", "0123 456"),
        "empty-utf8": ("UTF8String", ""),
        "empty-printable": ("PrintableString", ""),
        "empty-bmp": ("BMPString", ""),
    }
    found = {}
    for key, (kind, text) in texts.items():
        found[key] = one(f"{kind}: {ascii(text)}", name("organizationName", kind, text))
    visible = string("VisibleString", "Example Ltd").mark("value-type")
    found["visible"] = one(
        "VisibleString, which names must not use",
        Name(TYPES["organizationName"], visible, "VisibleString", "Example Ltd"),
    )
    return found


def illegal():
    """Bytes that a type does not allow, but that all decoders accept."""
    cases = {
        "printable-at": ("PrintableString", b"user@example.com", "user@example.com", 4),
        "printable-star": ("PrintableString", b"*.example.com", "*.example.com", 0),
        "printable-ampersand": ("PrintableString", b"Research & Development", "Research & Development", 9),
        "printable-utf8": ("PrintableString", "Zürich".encode(), "Zürich", 1),
        "printable-latin1": ("PrintableString", "Zürich".encode("latin-1"), "Zürich", 1),
        "printable-nul": ("PrintableString", b"Example\0", "Example\0", 7),
        "printable-underscore": ("PrintableString", b"a_b", "a_b", 1),
        "numeric-letters": ("NumericString", b"12a4", "12a4", 2),
        "ia5-utf8": ("IA5String", "zürich@example.com".encode(), "zürich@example.com", 1),
        "ia5-latin1": ("IA5String", "zürich@example.com".encode("latin-1"), "zürich@example.com", 1),
    }
    return {
        key: one(f"{kind} with an octet it does not allow", name("organizationName", kind, content, shown, at))
        for key, (kind, content, shown, at) in cases.items()
    }


def undecodable():
    """Bytes that are not text of the type; OpenSSL rejects requests with most of them."""
    cases = {
        "utf8-latin1": ("UTF8String", b"Z\xfcrich", "Z\ufffdrich", 1),
        "utf8-overlong": ("UTF8String", b"a\xc0\xafb", "a\ufffd\ufffdb", 1),
        "utf8-surrogate": ("UTF8String", b"a\xed\xa0\x80", "a\ufffd\ufffd\ufffd", 1),
        "utf8-cut": ("UTF8String", b"abc\xe2\x82", "abc\ufffd\ufffd", 3),
        "utf8-beyond": ("UTF8String", b"\xf4\x90\x80\x80", "\ufffd" * 4, 0),
        "bmp-odd": ("BMPString", b"\0A\0B\0", "AB\ufffd", 4),
        "bmp-surrogates": ("BMPString", "A😀B".encode("utf-16-be"), "A😀B", 2),
        "bmp-lone-surrogate": ("BMPString", b"\0A\xd8\x3d\0B", "A\ufffdB", 2),
        "universal-short": ("UniversalString", b"\0\0\0A\0\0", "A\ufffd", 4),
        "universal-beyond": ("UniversalString", b"\0\0\0A\0\x11\0\0", "A\ufffd", 4),
    }
    found = {}
    for key, (kind, content, shown, at) in cases.items():
        value = string(kind, content).mark("string-malformed")
        found[key] = one(
            f"{kind} with octets that are not text", Name(TYPES["organizationName"], value, kind, shown, at)
        )
    return found


def others():
    """Values that are not strings."""

    def value(about, kind, part):
        return one(about, Name(TYPES["x500UniqueIdentifier"], part, kind, None))

    return {
        "bit-string": value("a BIT STRING", "BIT STRING", bits(b"\x12\x34")),
        "sequence": value("a SEQUENCE", "SEQUENCE", seq(integer(1))),
        "integer": value("an INTEGER", "INTEGER", integer(7).mark("value-type")),
        "octet-string": value("an OCTET STRING", "OCTET STRING", octets(b"abc").mark("value-type")),
        "boolean": value("a BOOLEAN", "BOOLEAN", boolean(True).mark("value-type")),
        "null": value("a NULL", "NULL", null().mark("value-type")),
        "context": value("a context-specific value", "[1]", Part(0x81, b"abc").mark("value-type")),
    }


def shapes():
    long_name = "a" * 60 + "." + "b" * 60 + "." + "c" * 60 + "." + "d" * 60 + "." + "e" * 48 + ".example"
    full = [
        name("countryName", "PrintableString", "CH"),
        utf8("stateOrProvinceName", "Zürich"),
        utf8("localityName", "Zürich"),
        utf8("streetAddress", "Beispielstrasse 1"),
        utf8("streetAddress", "2. Stock"),
        name("postalCode", "PrintableString", "8001"),
        utf8("postOfficeBox", "12"),
        utf8("organizationName", "Beispiel AG"),
        utf8("organizationalUnitName", "Web"),
        utf8("organizationalUnitName", "Betrieb"),
        common_name("www.example.ch"),
        name("emailAddress", "IA5String", "webmaster@example.ch"),
        name("serialNumber", "PrintableString", "CHE-123.456.789"),
        utf8("businessCategory", "Private Organization"),
        name("jurisdictionCountryName", "PrintableString", "CH"),
        utf8("organizationIdentifier", "VATCH-123456789"),
    ]
    pair = [name("countryName", "PrintableString", "CH"), utf8("organizationName", "Beispiel AG", join=True)]
    swapped = [utf8("organizationName", "Beispiel AG"), name("countryName", "PrintableString", "CH", join=True)]
    unordered = seq(subject_parts(swapped)[0].mark("set-order"), *subject_parts([common_name()]))
    swapped_names = [*swapped, common_name()]
    subject_parts(swapped_names)
    return {
        "empty": Request("no subject field", subject=[]),
        "full": Request("sixteen attributes", subject=full),
        "two-common-names": Request("two names", subject=[common_name(), common_name("example.com")]),
        "many-common-names": Request("forty names", subject=[common_name(f"{n}.example.com") for n in range(40)]),
        "no-common-name": Request("no common name", subject=[utf8("organizationName", "Example Ltd")]),
        "empty-common-name": Request("a common name without a letter", subject=[common_name("")]),
        "long-common-name": Request("a common name of 300 characters", subject=[common_name(long_name)]),
        "internationalised": Request("a host name in Unicode", subject=[common_name("bücher.example")]),
        "wildcard": Request("a wildcard", subject=[common_name("*.example.com")]),
        "components": Request(
            "domain components",
            subject=[
                name("domainComponent", "IA5String", "com"),
                name("domainComponent", "IA5String", "example"),
                utf8("userId", "web"),
                common_name(),
            ],
        ),
        "repeated": Request(
            "two organisations",
            subject=[utf8("organizationName", "First Ltd"), utf8("organizationName", "Second Ltd"), common_name()],
        ),
        "unknown-type": one("an unknown attribute", utf8("2.999.1", "something")),
        "uuid-type": one("an arc of 128 bits", utf8("2.25.329800735698586629295641978511506172918", "something")),
        "multi-valued": Request("two attributes in one RDN", subject=[*pair, common_name()]),
        "multi-valued-unordered": Request("an RDN in the wrong order", subject=swapped_names, name=unordered),
    }


def faults():
    good = subject_parts([common_name()])
    kept = {"subject": [common_name().expected | {"rdn": 0}]}
    second = {"subject": [common_name().expected | {"rdn": 1}]}
    pair = good[0].body[0]

    def named(about, *rdns, **expect):
        return Request(about, name=seq(*rdns), expect=expect)

    trailing = seq(oid(COMMON_NAME), string("UTF8String", "www.example.com"), Raw(b"\5\0").mark("trailing-data"))
    bad_oid = Part(0x06, b"\x55\x04\x83")
    padded_oid = Part(0x06, b"\x55\x80\x04\x03")
    value = string("UTF8String", "x")
    return {
        "empty-rdn": named("an RDN without attributes", set_of().mark("empty-set"), *good, **second),
        "rdn-sequence": named("a SEQUENCE for an RDN", seq(pair).mark("name-malformed"), *good, **second),
        "bare-pair": named("an attribute without its SET", pair_marked(pair), *good, **second),
        "no-value": named(
            "an attribute without a value", set_of(seq(oid(COMMON_NAME))).mark("name-malformed"), *good, **second
        ),
        "value-first": named(
            "the value before the type", set_of(seq(value, oid(COMMON_NAME))).mark("name-malformed"), *good, **second
        ),
        "pair-trailing": named("data after the value", set_of(trailing), **kept),
        "unreadable-rdn": named(
            "a SET that is longer than its container", *good, Raw(b"\x31\x20\x30").mark("name-malformed"), **kept
        ),
        "oid-cut": Request(
            "an identifier that ends in the middle of an arc",
            subject=[
                Name("0x550483", None, "UTF8String", "x", part=seq(bad_oid.mark("oid-malformed"), value)),
                common_name(),
            ],
        ),
        "oid-padded": Request(
            "an identifier with a padded arc",
            subject=[
                Name("0x55800403", None, "UTF8String", "x", part=seq(padded_oid.mark("oid-malformed"), value)),
                common_name(),
            ],
        ),
        "oid-empty": Request(
            "an identifier without content",
            subject=[
                Name("0x", None, "UTF8String", "x", part=seq(Part(0x06).mark("oid-malformed"), value)),
                common_name(),
            ],
        ),
    }


def pair_marked(pair):
    return Raw(pair.bytes()).mark("name-malformed")
