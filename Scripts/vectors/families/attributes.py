# SPDX-License-Identifier: Apache-2.0
"""Attributes of the request: PKCS #9, Microsoft's, repeated, empty and malformed ones."""

from ..arithmetic import stream
from ..der import Part, Raw, bmp, boolean, ia5, integer, null, octets, oid, printable, seq, set_of, string, utf8
from ..request import Attribute, Extension, Request, extension_request
from .sans import dns, extension

PASSWORD = "1.2.840.113549.1.9.7"
UNSTRUCTURED = "1.2.840.113549.1.9.2"
MICROSOFT = "1.3.6.1.4.1.311"
MS_EXTENSIONS = MICROSOFT + ".2.1.14"


def vectors():
    return passwords() | pkcs9() | microsoft() | requests() | shapes() | faults()


def request(about, *attributes, **how):
    return Request(about, attributes=attributes, **how)


def unread(attribute):
    """An attribute whose value does not match its type."""
    attribute.expected["malformed"] = True
    return attribute


def password(*values, text, **how):
    return Attribute(PASSWORD, *values, text=text, **how)


def passwords():
    def plain(about, value, text="secret 1"):
        return request(about, password(value, text=text))

    two = seq(oid(PASSWORD), set_of(utf8("one"), utf8("two")).mark("attribute-value-count"))
    none = seq(oid(PASSWORD), set_of().mark("attribute-value-count"))
    return {
        "password-utf8": plain("a challenge password", utf8("secret 1")),
        "password-printable": plain("PrintableString", printable("secret 1")),
        "password-ia5": plain("IA5String", ia5("secret 1")),
        "password-teletex": plain("TeletexString", string("TeletexString", "sécret"), "sécret"),
        "password-bmp": plain("BMPString", bmp("sécret"), "sécret"),
        "password-empty": plain("no letters", utf8(""), ""),
        "password-integer": request("an INTEGER", unread(password(integer(5), text="020105 (3 bytes)"))),
        "password-two-values": request("two passwords", password(text="one, two", part=two)),
        "password-no-value": request("no password", password(text="", part=none)),
        "password-repeated": request(
            "a repeated attribute",
            password(utf8("one"), text="one"),
            password(text="two", part=seq(oid(PASSWORD), set_of(utf8("two"))).mark("attribute-repeated")),
        ),
    }


def pkcs9():
    time = Part(0x17, b"260102030405Z")
    return {
        "unstructured-name": request("an unstructured name", Attribute(UNSTRUCTURED, ia5("router1"), text="router1")),
        "unstructured-names": request(
            "two unstructured names", Attribute(UNSTRUCTURED, utf8("a"), utf8("b"), text="a, b")
        ),
        "unstructured-address": request(
            "an unstructured address", Attribute("1.2.840.113549.1.9.8", printable("192.0.2.1"), text="192.0.2.1")
        ),
        "friendly-name": request(
            "a friendly name", Attribute("1.2.840.113549.1.9.20", bmp("Web Server"), text="Web Server")
        ),
        "local-key-id": request(
            "a local key identifier", Attribute("1.2.840.113549.1.9.21", octets(b"\1\2"), text="0102")
        ),
        "signing-time": request(
            "a time", Attribute("1.2.840.113549.1.9.5", time, text="170d3236303130323033303430355a (15 bytes)")
        ),
    }


def os_version():
    return Attribute(MICROSOFT + ".13.2.3", ia5("10.0.20348.2"), text="10.0.20348.2")


def client_info(client=integer(5)):
    value = seq(client, utf8("web01.example.com"), utf8("EXAMPLE\\admin"), utf8("certreq.exe"))
    return Attribute(
        MICROSOFT + ".21.20",
        value,
        text="client 5, machine web01.example.com, user EXAMPLE\\admin, process certreq.exe",
    )


def csp():
    name = "Microsoft RSA SChannel Cryptographic Provider"
    return Attribute(
        MICROSOFT + ".13.2.2", seq(integer(1), bmp(name), Part(3, b"\0")), text=name + ", key specification 1"
    )


def pair(name, value):
    return Attribute(MICROSOFT + ".13.2.1", seq(bmp(name), bmp(value)), text=f"{name}={value}")


def key_usage():
    return Extension("2.5.29.15", Part(3, b"\x05\xa0"), "digitalSignature, keyEncipherment", critical=True)


def microsoft():
    parts_missing = {
        "csp-malformed": (MICROSOFT + ".13.2.2", seq(integer(1)), "3003020101 (5 bytes)"),
        "client-info-malformed": (MICROSOFT + ".21.20", integer(5), "020105 (3 bytes)"),
        "pair-malformed": (MICROSOFT + ".13.2.1", seq(), "3000 (2 bytes)"),
    }
    found = {
        "ms-iis": request(
            "as Windows creates them", os_version(), client_info(), csp(), extension_request(key_usage())
        ),
        "ms-old": request(
            "as older versions of Windows create them", os_version(), csp(), extension_request(key_usage(), oid_text=MS_EXTENSIONS)
        ),
        "ms-pair": request("a template by name", pair("CertificateTemplate", "WebServer")),
        "ms-pairs": request(
            "two pairs",
            Attribute(MICROSOFT + ".13.2.1", seq(bmp("a"), bmp("1")), seq(bmp("b"), bmp("2")), text="a=1, b=2"),
        ),
        "ms-renewal": request(
            "a certificate to renew",
            Attribute(
                MICROSOFT + ".13.1",
                seq(octets(stream("renewal", 100))),
                text=(b"\x30\x66\x04\x64" + stream("renewal", 100))[:64].hex() + "… (104 bytes)",
            ),
        ),
        "nonces": request(
            "the nonces of an onion name",
            Attribute("2.23.140.41", octets(b"\1\2\3\4"), text="01020304"),
            Attribute("2.23.140.42", octets(b"\5\6\7\x08"), text="05060708"),
        ),
    }
    for name, (oid_text, value, text) in parts_missing.items():
        attribute = unread(Attribute(oid_text, value, text=text))
        found[name] = request("a structure with parts missing", attribute)
    return found


def requests():
    """Extension requests: several, of both kinds, and empty ones."""
    names, usage = extension(dns("www.example.com")), key_usage()
    other = extension(dns("example.net"))
    repeated = extension_request(key_usage())
    repeated.part.mark("attribute-repeated")
    doubled = extension_request(other)
    doubled.part.mark("attribute-repeated")
    other.names = []
    both = extension_request(key_usage(), oid_text=MS_EXTENSIONS)
    empty = Attribute("1.2.840.113549.1.9.14", seq().mark("extension-list-empty"), text="")
    blank = Attribute(
        "1.2.840.113549.1.9.14",
        part=seq(oid("1.2.840.113549.1.9.14"), set_of().mark("attribute-value-count")),
        text="",
    )
    string_value = unread(
        Attribute("1.2.840.113549.1.9.14", utf8("x").mark("extension-malformed"), text="0c0178 (3 bytes)")
    )
    return {
        "extensions": request("one extension request", extension_request(names, usage)),
        "extensions-twice": request(
            "two extension requests", extension_request(extension(dns("www.example.com"))), repeated
        ),
        "names-twice": request(
            "names in two extension requests, of which the first is read", extension_request(extension(dns("www.example.com"))), doubled
        ),
        "both-kinds": request(
            "PKCS #9's and Microsoft's", both, extension_request(extension(dns("www.example.com")))
        ),
        "extensions-empty": request("a list without an extension", empty),
        "extensions-no-value": request("no list of extensions", blank),
        "extensions-string": request("a string for a list of extensions", string_value),
    }


def shapes():
    unknown = Attribute("2.999.5", utf8("something"), text="0c09" + b"something".hex() + " (11 bytes)")
    unsorted_values = Attribute(
        UNSTRUCTURED, part=seq(oid(UNSTRUCTURED), set_of(utf8("b"), utf8("a")).mark("set-order")), text="b, a"
    )
    many = [Attribute(f"2.999.{1000 + n}", null(), text="0500 (2 bytes)") for n in range(200)]
    repeated = Attribute(
        "2.999.5", part=seq(oid("2.999.5"), set_of(null())).mark("attribute-repeated"), text="0500 (2 bytes)"
    )
    return {
        "empty": request("an empty set"),
        "absent": Request(
            "no set of attributes", attribute_set="none", info=lambda parts: seq(*parts).mark("attributes-missing")
        ),
        "unknown": request("an unknown attribute", unknown),
        "unknown-repeated": request(
            "an unknown attribute twice", Attribute("2.999.5", null(), text="0500 (2 bytes)"), repeated
        ),
        "unordered": request("attributes in the wrong order", extension_request(key_usage()), os_version()),
        "values-unordered": request("values in the wrong order", unsorted_values),
        "many": request("two hundred attributes", *many),
    }


def faults():
    def only(about, *parts, expect=()):
        return Request(about, attribute_set=Part(0xA0, list(parts)), expect={"attributes": list(expect)})

    good = Attribute(UNSTRUCTURED, ia5("a"), text="a")
    named = [good.expected]
    valueless = Attribute("2.999.5", part=seq(oid("2.999.5"), set_of().mark("empty-set")), text="")

    def value(about, part, hexed):
        return request(about, Attribute("2.999.5", part, text=hexed))

    return {
        "attribute-integer": only(
            "an INTEGER instead of an attribute", integer(5).mark("attribute-malformed"), good.part, expect=named
        ),
        "attribute-no-set": only(
            "a value without its SET",
            seq(oid(UNSTRUCTURED), ia5("a")).mark("attribute-malformed"),
            good.part,
            expect=named,
        ),
        "attribute-no-type": only("no type", seq().mark("attribute-malformed"), good.part, expect=named),
        "attribute-trailing": only(
            "data after the values",
            seq(oid(UNSTRUCTURED), set_of(ia5("a")), Raw(b"\5\0").mark("trailing-data")),
            expect=named,
        ),
        "attribute-cut": only(
            "an attribute that is longer than its container",
            good.part,
            Raw(b"\x30\x50\x06").mark("attribute-malformed"),
            expect=named,
        ),
        "attribute-no-values": request("an attribute without values", valueless),
        "value-boolean": value(
            "a BOOLEAN of two octets", Part(1, b"\xff\xff").mark("value-malformed"), "0102ffff (4 bytes)"
        ),
        "value-boolean-ber": value("a BOOLEAN of 01", boolean(True, 1).mark("boolean-form"), "010101 (3 bytes)"),
        "value-integer": value("an INTEGER without content", Part(2).mark("integer-empty"), "0200 (2 bytes)"),
        "value-padded": value("a padded INTEGER", Part(2, b"\0\1").mark("integer-padding"), "02020001 (4 bytes)"),
        "value-null": value("a NULL with content", Part(5, b"\0").mark("value-malformed"), "050100 (3 bytes)"),
        "value-bits": value("a BIT STRING without content", Part(3).mark("value-malformed"), "0300 (2 bytes)"),
        "value-unused": value("nine unused bits", Part(3, b"\x09\0").mark("value-malformed"), "03020900 (4 bytes)"),
        "value-oid": value("a truncated identifier", Part(6, b"\x55\x80").mark("oid-malformed"), "06025580 (4 bytes)"),
        "value-bmp": value("an odd BMPString", Part(0x1E, b"\0").mark("string-malformed"), "1e0100 (3 bytes)"),
        "value-sequence": value(
            "a SEQUENCE that is not constructed", Part(0x10, b"\0").mark("value-malformed"), "100100 (3 bytes)"
        ),
        "value-long": value("a length in the long form", Part(0x0C, b"a", extra=1), "0c810161 (4 bytes)"),
        "value-constructed": value(
            "a string in segments",
            Part(0x2C, [utf8("a"), utf8("b")]).mark("constructed-string", "header"),
            "2c060c01610c0162 (8 bytes)",
        ),
        "wrong-tag": Request(
            "a set of attributes under [1]",
            attribute_set=Raw(Part(0xA1, [good.part]).bytes()).mark("attribute-malformed"),
            expect={"attributes": []},
        ),
    }
