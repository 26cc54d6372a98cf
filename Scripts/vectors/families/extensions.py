# SPDX-License-Identifier: Apache-2.0
"""Requested extensions: readable values, and errors in their form."""

import hashlib

from .. import keys
from ..arithmetic import stream
from ..der import Part, Raw, bmp, boolean, ia5, implicit, integer, named_bits, null, octets, oid, printable, seq, utf8
from ..request import Attribute, Extension, Request, extension_request
from .sans import dns, extension

KU, EKU, BC, SKI = "2.5.29.15", "2.5.29.37", "2.5.29.19", "2.5.29.14"
FEATURE, POLICIES = "1.3.6.1.5.5.7.1.24", "2.5.29.32"
NETSCAPE = "2.16.840.1.113730.1"
MICROSOFT = "1.3.6.1.4.1.311"


def request(about, *extensions, **how):
    return Request(about, attributes=[extension_request(*extensions)], **how)


def vectors():
    return usage() | identifiers() | policies() | vendors() | malformed() | forms() | lists()


def one(about, oid_text, value, text, critical=None):
    return request(about, Extension(oid_text, value, text, critical))


def usage():
    every = (
        "digitalSignature, nonRepudiation, keyEncipherment, dataEncipherment, keyAgreement, keyCertSign, cRLSign, "
        "encipherOnly, decipherOnly"
    )
    purposes = {
        "serverAuth": "1.3.6.1.5.5.7.3.1",
        "clientAuth": "1.3.6.1.5.5.7.3.2",
        "codeSigning": "1.3.6.1.5.5.7.3.3",
        "emailProtection": "1.3.6.1.5.5.7.3.4",
        "timeStamping": "1.3.6.1.5.5.7.3.8",
        "OCSPSigning": "1.3.6.1.5.5.7.3.9",
        "anyExtendedKeyUsage": "2.5.29.37.0",
        "2.999.3": "2.999.3",
    }
    listed = seq(*[oid(dotted) for dotted in purposes.values()])
    return {
        "usual": request(
            "the extensions of a TLS server",
            Extension(BC, seq(), "CA: false", True),
            Extension(KU, named_bits(0, 2), "digitalSignature, keyEncipherment", True),
            Extension(EKU, seq(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2")), "serverAuth, clientAuth"),
            extension(dns("www.example.com")),
        ),
        "ku-all": one("all usages", KU, named_bits(*range(9)), every, True),
        "ku-none": one("no usage", KU, named_bits(), "none"),
        "ku-beyond": one("a bit without a name", KU, named_bits(0, 12), "digitalSignature, bit 12"),
        "ku-trailing-zeros": one("zero bits at the end", KU, Part(3, b"\0\xa0"), "digitalSignature, keyEncipherment"),
        "eku-all": one("many purposes", EKU, listed, ", ".join(purposes)),
        "eku-empty": one("no purpose", EKU, seq(), "none"),
        "bc-ca": one("a CA", BC, seq(boolean(True)), "CA: true", True),
        "bc-path": one("a CA with a limit", BC, seq(boolean(True), integer(0)), "CA: true, path length: 0", True),
        "bc-false": one("an encoded default value", BC, seq(boolean(False)), "CA: false"),
        "bc-path-only": one("a limit without a CA", BC, seq(integer(3)), "CA: false, path length: 3"),
    }


def identifiers():
    point = hashlib.sha1(keys.curve().point).digest()
    return {
        "ski": one("a subject key identifier", SKI, octets(point), point.hex()),
        "ski-empty": one("no octets", SKI, octets(b""), ""),
        "acme": one(
            "the digest of an ACME challenge",
            "1.3.6.1.5.5.7.1.31",
            octets(bytes(range(32))),
            bytes(range(32)).hex(),
            True,
        ),
        "feature": one("must-staple", FEATURE, seq(integer(5)), "status_request (must-staple)"),
        "feature-both": one(
            "two features", FEATURE, seq(integer(5), integer(17)), "status_request (must-staple), status_request_v2"
        ),
        "feature-other": one("a feature without a name", FEATURE, seq(integer(300)), "300"),
        "feature-empty": one("no feature", FEATURE, seq(), "none"),
        "no-check": one("a NULL", "1.3.6.1.5.5.7.48.1.5", null(), "present"),
        "poison": one("another NULL", "1.3.6.1.4.1.11129.2.4.3", null(), "present", True),
    }


def policies():
    cps = seq(oid("1.3.6.1.5.5.7.2.1"), ia5("https://example.com/cps"))
    notice = seq(oid("1.3.6.1.5.5.7.2.2"), seq(utf8("text")))
    return {
        "policies": one(
            "three policies",
            POLICIES,
            seq(seq(oid("2.23.140.1.2.1")), seq(oid("2.23.140.1.2.2")), seq(oid("2.999.8"))),
            "domain-validated, organization-validated, 2.999.8",
        ),
        "policies-ev": one(
            "EV and any",
            POLICIES,
            seq(seq(oid("2.23.140.1.1")), seq(oid("2.5.29.32.0"))),
            "extended-validation, anyPolicy",
        ),
        "policies-cps": one(
            "a policy with its practice statement",
            POLICIES,
            seq(seq(oid("2.23.140.1.2.3"), seq(cps, notice))),
            "individual-validated (CPS: https://example.com/cps)",
        ),
        "policies-empty": one("no policy", POLICIES, seq(), "none"),
        "application-policies": one(
            "Microsoft's purposes", MICROSOFT + ".21.10", seq(seq(oid("1.3.6.1.5.5.7.3.1"))), "serverAuth"
        ),
    }


def vendors():
    template = seq(oid(MICROSOFT + ".21.8.1.2.3"), integer(100), integer(7))
    organization = seq(printable("VAT"), printable("CH"), utf8("123456789"))
    state = seq(printable("NTR"), printable("US"), implicit(0, b"CA"), utf8("1234"))
    return {
        "netscape-type": one("Netscape's usage", NETSCAPE + ".1", named_bits(0, 1), "sslClient, sslServer"),
        "netscape-all": one(
            "all usages of Netscape",
            NETSCAPE + ".1",
            named_bits(*range(8)),
            "sslClient, sslServer, smime, objectSigning, reserved, sslCA, smimeCA, objectSigningCA",
        ),
        "netscape-comment": one("a comment", NETSCAPE + ".13", ia5("made by hand"), "made by hand"),
        "netscape-server": one("a server's name", NETSCAPE + ".12", ia5("www.example.com"), "www.example.com"),
        "template-name": one("a template's name", MICROSOFT + ".20.2", bmp("WebServer"), "WebServer"),
        "template": one("a template", MICROSOFT + ".21.7", template, MICROSOFT + ".21.8.1.2.3, version 100.7"),
        "template-major": one(
            "a template without a minor version",
            MICROSOFT + ".21.7",
            seq(oid("2.999.1"), integer(4)),
            "2.999.1, version 4",
        ),
        "template-bare": one("a template without a version", MICROSOFT + ".21.7", seq(oid("2.999.1")), "2.999.1"),
        "organization-id": one("a VAT number", "2.23.140.3.1", organization, "VATCH-123456789"),
        "organization-id-state": one("a register of a state", "2.23.140.3.1", state, "NTRUS+CA-1234"),
        "unknown": one("an unknown extension", "2.999.9", utf8("abc"), "0c03616263 (5 bytes)", True),
        "unknown-long": one(
            "a long value",
            "2.999.9",
            octets(stream("long", 1000)),
            (b"\x04\x82\x03\xe8" + stream("long", 1000))[:64].hex() + "… (1004 bytes)",
        ),
        "unknown-empty": one("an empty value", "2.999.9", b"", "(0 bytes)"),
    }


def malformed():
    """Values that do not match their type: shown in hexadecimal."""
    cases = {
        "ku-octets": (KU, octets(b"\xa0")),
        "ku-blank": (KU, b""),
        "ku-no-bits": (KU, Part(3)),
        "ku-unused": (KU, Part(3, b"\x08\xa0")),
        "ku-unused-none": (KU, Part(3, b"\x01")),
        "ku-cut": (KU, b"\x03\x02\x05"),
        "ku-trailing": (KU, named_bits(0).bytes() + b"\0"),
        "ku-long": (KU, Part(3, b"\0" + b"\xff" * 5)),
        "eku-oid": (EKU, oid("1.3.6.1.5.5.7.3.1")),
        "eku-string": (EKU, seq(utf8("serverAuth"))),
        "eku-cut": (EKU, seq(Part(6, b"\x2b\x80"))),
        "bc-boolean": (BC, boolean(True)),
        "bc-string": (BC, seq(utf8("CA"))),
        "bc-trailing": (BC, seq(boolean(True), integer(1), integer(2))),
        "bc-negative": (BC, seq(boolean(True), integer(-1))),
        "bc-large": (BC, seq(boolean(True), integer(2**70))),
        "bc-wide": (BC, seq(Part(1, b"\xff\xff"))),
        "ski-sequence": (SKI, seq()),
        "feature-integer": (FEATURE, integer(5)),
        "feature-string": (FEATURE, seq(utf8("5"))),
        "policies-flat": (POLICIES, seq(oid("2.23.140.1.2.1"))),
        "template-string": (MICROSOFT + ".21.7", bmp("WebServer")),
        "template-name-oid": (MICROSOFT + ".20.2", oid("2.999.1")),
        "no-check-content": ("1.3.6.1.5.5.7.48.1.5", Part(5, b"\0")),
        "comment-number": (NETSCAPE + ".13", integer(1)),
        "organization-id-cut": ("2.23.140.3.1", seq(printable("VAT"))),
    }
    found = {}
    for name, (oid_text, value) in cases.items():
        content = value if isinstance(value, bytes) else value.bytes()
        made = Extension(oid_text, value, f"{content.hex()} ({len(content)} bytes)".strip())
        made.expected["malformed"] = True
        found["malformed-" + name] = request("a value that does not match its type", made)
    return found


def forms():
    """The form of the Extension itself."""

    def form(about, flag, text="CA: false"):
        return request(about, Extension(BC, seq(), text, flag))

    whole = seq(oid(BC), octets(seq()), Raw(b"\5\0").mark("trailing-data"))
    wide = seq(oid(BC), Part(1, b"\xff\xff"), octets(seq())).mark("extension-malformed")
    bare = seq(oid(BC)).mark("extension-malformed")
    unwrapped = seq(oid(BC), seq()).mark("extension-malformed")
    pieces = Part(0x24, [octets(seq())]).mark("constructed-string", "header")
    parted = (
        Part(0x24, [octets(b"\x30"), octets(b"\0")]).mark("constructed-string", "header").mark("extension-malformed")
    )
    return {
        "critical-false": form("an encoded default value", boolean(False).mark("default-encoded")),
        "critical-01": form("TRUE as 01", boolean(True, 1).mark("boolean-form")),
        "form-trailing": request("data after the value", Extension(BC, b"", "CA: false", part=whole)),
        "form-wide": dropped("a BOOLEAN of two octets", wide),
        "form-no-value": dropped("no value", bare),
        "form-no-octets": dropped("a value without its OCTET STRING", unwrapped),
        "form-constructed": request(
            "a value in one segment", Extension(BC, b"", "CA: false", part=seq(oid(BC), pieces))
        ),
        "form-pieces": request(
            "a value in two segments", noted(Extension(BC, b"", "040130040100 (6 bytes)", part=seq(oid(BC), parted)))
        ),
    }


def noted(made):
    made.expected["malformed"] = True
    return made


def dropped(about, part):
    """An unreadable extension is reported, and the others are read."""
    kept = Extension(KU, named_bits(0), "digitalSignature")
    attribute = Attribute("1.2.840.113549.1.9.14", seq(part, kept.part), text="keyUsage")
    attribute.extensions = [kept]
    return Request(about, attributes=[attribute])


def lists():
    twice = Extension(KU, named_bits(1), "nonRepudiation")
    twice.part.mark("extension-repeated")
    unknown = Extension("2.999.9", null(), "0500 (2 bytes)")
    unknown.part.mark("extension-repeated")
    many = [Extension(f"2.999.{1000 + n}", null(), "0500 (2 bytes)") for n in range(300)]
    cut = Attribute(
        "1.2.840.113549.1.9.14",
        seq(Extension(KU, named_bits(0), "").part, Raw(b"\x30\x40\x06").mark("extension-malformed")),
        text="keyUsage",
    )
    cut.extensions = [Extension(KU, named_bits(0), "digitalSignature")]
    number = Attribute(
        "1.2.840.113549.1.9.14",
        seq(integer(1).mark("extension-malformed"), Extension(KU, named_bits(0), "").part),
        text="keyUsage",
    )
    number.extensions = [Extension(KU, named_bits(0), "digitalSignature")]
    return {
        "repeated": request("key usage twice", Extension(KU, named_bits(0), "digitalSignature"), twice),
        "unknown-repeated": request(
            "an unknown extension twice", Extension("2.999.9", null(), "0500 (2 bytes)"), unknown
        ),
        "many": request("three hundred extensions", *many),
        "list-cut": Request("an extension that is longer than its container", attributes=[cut]),
        "list-number": Request("an INTEGER among the extensions", attributes=[number]),
        "indefinite": Request(
            "a list of indefinite length",
            attributes=[extension_request(Extension(KU, named_bits(0), "digitalSignature"), endless=True)],
        ),
    }
