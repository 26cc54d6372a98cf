# SPDX-License-Identifier: Apache-2.0
"""Subject alternative names."""

import ipaddress

from ..der import Part, Raw, explicit, ia5, implicit, integer, oid, oid_content, printable, seq, set_of, string, utf8
from ..request import Extension, Request, extension_request

SAN = "2.5.29.17"
UPN = "1.3.6.1.4.1.311.20.2.3"


class AlternativeName:
    """A name as a part, with its form and its readable text."""

    def __init__(self, part, kind, text, illegal=None):
        self.part = part
        self.expected = {"type": kind, "value": text}
        if illegal is not None:
            self.expected["illegal"] = illegal


def dns(text, octets=None, illegal=None):
    return AlternativeName(implicit(2, text.encode() if octets is None else octets), "dns", text, illegal)


def email(text, octets=None, illegal=None):
    return AlternativeName(implicit(1, text.encode() if octets is None else octets), "email", text, illegal)


def uri(text):
    return AlternativeName(implicit(6, text.encode()), "uri", text)


def ip(text):
    return AlternativeName(implicit(7, ipaddress.ip_address(text).packed), "ip", text)


def ip_octets(octets):
    return AlternativeName(implicit(7, octets), "ip", octets.hex(), 0)


def other(kind, value, text):
    return AlternativeName(explicit(0, oid(kind), explicit(0, value)), "otherName", text)


def registered(text):
    return AlternativeName(implicit(8, oid_content(text)), "registeredID", text)


def directory(name, text):
    return AlternativeName(explicit(4, name), "directoryName", text)


def text_of(names):
    return "none" if not names else ", ".join(f"{name.expected['type']}:{name.expected['value']}" for name in names)


def extension(*names, critical=None, value=None, text=None, malformed=False):
    made = Extension(
        SAN,
        value or seq(*[name.part for name in names]),
        text_of(names) if text is None else text,
        critical,
        [name.expected for name in names],
    )
    if malformed:
        made.expected["malformed"] = True
    return made


def request(about, *names, **how):
    return Request(about, attributes=[extension_request(extension(*names, **how))])


def vectors():
    return forms() | addresses() | sizes() | other_names() | directory_names() | faults()


def forms():
    return {
        "dns": request("two host names", dns("www.example.com"), dns("example.com")),
        "dns-wildcard": request("a wildcard", dns("*.example.com"), dns("example.com")),
        "dns-empty": request("an empty host name", dns(""), dns("example.com")),
        "dns-utf8": request("a host name in UTF-8", dns("bücher.example", "bücher.example".encode(), 1)),
        "dns-latin1": request(
            "a host name in ISO 8859-1", dns("bücher.example", "bücher.example".encode("latin-1"), 1)
        ),
        "dns-nul": request("a zero octet in a host name", dns("example.com\0.example.net")),
        "dns-space": request("a blank in a host name", dns("www. example.com")),
        "email": request("an address", email("user@example.com")),
        "email-utf8": request("an address in UTF-8", email("jürgen@example.com", "jürgen@example.com".encode(), 1)),
        "uri": request(
            "an address of a service", uri("https://www.example.com/a?b=c#d"), uri("spiffe://example.com/web")
        ),
        "registered-id": request("an identifier", registered("1.2.3.4"), registered("2.999.1")),
        "mixed": request(
            "one of each common form",
            dns("www.example.com"),
            email("user@example.com"),
            ip("192.0.2.1"),
            ip("2001:db8::1"),
            uri("https://www.example.com/"),
            registered("2.999.1"),
        ),
        "critical": request("a critical extension", dns("www.example.com"), critical=True),
        "repeated-name": request("the same name twice", dns("www.example.com"), dns("www.example.com")),
        "x400": request(
            "an X.400 address",
            AlternativeName(
                Part(0xA3, [seq(explicit(1, printable("CH")))]), "x400Address", "3006a1041302" + b"CH".hex()
            ),
        ),
        "edi": request(
            "an EDI party name",
            AlternativeName(Part(0xA5, [explicit(1, utf8("party"))]), "ediPartyName", "a1070c05" + b"party".hex()),
        ),
    }


def addresses():
    texts = [
        "0.0.0.0",
        "192.0.2.1",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "2001:db8:0:1:1:1:1:1",
        "2001:0:0:1::1",
        "2001:db8::1:0:0:1",
        "fe80::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "0:1::",
        "::ffff:192.0.2.1",
    ]
    shown = {"::ffff:192.0.2.1": "::ffff:192.0.2.1"}
    names = [AlternativeName(ip(text).part, "ip", shown.get(text, text)) for text in texts]
    return {
        "ip-forms": request("addresses and their canonical texts (RFC 5952)", *names),
        "ip-lengths": request(
            "addresses of impossible lengths",
            ip_octets(b""),
            ip_octets(b"\xc0"),
            ip_octets(b"\xc0\0\2\1\0"),
            ip_octets(b"\xc0\0\2\0\xff\xff\xff\0"),
            ip_octets(bytes(15)),
            ip_octets(bytes(17)),
            ip_octets(bytes(32)),
        ),
        "ip-text": request("an address as text", ip_octets(b"192.0.2.1")),
    }


def sizes():
    return {
        "thousand": request("a thousand names", *[dns(f"host-{number}.example.com") for number in range(1000)]),
        "long-name": request("a name of 5000 octets", dns("a" * 5000)),
        "empty": request("a list without a name"),
    }


def other_names():
    return {
        "upn": request(
            "a Microsoft user principal name",
            other(UPN, utf8("user@example.com"), "userPrincipalName:user@example.com"),
        ),
        "smtp-utf8": request(
            "an internationalised mail address",
            other("1.3.6.1.5.5.7.8.9", utf8("jürgen@example.com"), "smtpUTF8Mailbox:jürgen@example.com"),
        ),
        "dns-srv": request(
            "a service name", other("1.3.6.1.5.5.7.8.7", ia5("_xmpp.example.com"), "dnsSRV:_xmpp.example.com")
        ),
        "other-unknown": request("an unknown type", other("2.999.7", utf8("text"), "2.999.7:text")),
        "other-integer": request("a value that is not a string", other("2.999.7", integer(5), "2.999.7:020105")),
        "other-structure": request(
            "a value that is a structure",
            other(
                "1.3.6.1.5.2.2",
                seq(explicit(0, utf8("EXAMPLE"))),
                "kerberosPrincipalName:300ba0090c07" + b"EXAMPLE".hex(),
            ),
        ),
        "other-malformed": request("no type", AlternativeName(explicit(0, utf8("a")), "otherName", "0c0161", 0)),
        "other-empty": request("nothing", AlternativeName(explicit(0), "otherName", "", 0)),
    }


def pair(kind, value):
    return seq(oid(kind), value)


def directory_names():
    plain = seq(
        set_of(pair("2.5.4.6", printable("CH"))),
        set_of(pair("2.5.4.10", utf8("Beispiel AG"))),
        set_of(pair("2.5.4.3", utf8("www.example.ch"))),
    )
    special = seq(set_of(pair("2.5.4.10", utf8(' #1, "A+B" <C>;\\=\0 '))), set_of(pair("2.5.4.3", utf8("#hash"))))
    joined = seq(set_of(pair("2.5.4.3", utf8("a")), pair("2.5.4.11", utf8("b"))))
    unknown = seq(
        set_of(pair("2.999.1", utf8("x"))),
        set_of(pair("2.5.4.45", Part(3, b"\0\x12"))),
        set_of(pair("1.2.840.113549.1.9.1", ia5("a@example.com"))),
    )
    return {
        "directory": request("a distinguished name", directory(plain, "CN=www.example.ch,O=Beispiel AG,C=CH")),
        "directory-special": request(
            "characters that RFC 4514 escapes",
            directory(special, 'CN=\\#hash,O=\\ #1\\, \\"A\\+B\\" \\<C\\>\\;\\\\=\\00\\ '),
        ),
        "directory-joined": request("an RDN of two", directory(joined, "CN=a+OU=b")),
        "directory-unknown": request(
            "types without a short name",
            directory(unknown, "emailAddress=a@example.com,x500UniqueIdentifier=#03020012,2.999.1=#0c0178"),
        ),
        "directory-empty": request("an empty name", directory(seq(), "")),
        "directory-malformed": request(
            "no name", AlternativeName(explicit(4, utf8("x")), "directoryName", "0c0178", 0)
        ),
    }


def faults():
    good = dns("www.example.com")

    def value(about, part, text, *names, malformed=False):
        return request(about, *names, value=part, text=text, malformed=malformed)

    cut = Raw(seq(good.part).bytes()[:-3]).mark("extension-malformed")
    unknown = Part(0x89, b"abc").mark("extension-malformed")
    universal = utf8("www.example.com").mark("extension-malformed")
    constructed = Part(0xA2, [string("IA5String", "www.example.com")]).mark("constructed-string", "header")
    primitive = implicit(4, b"").mark("extension-malformed")
    shown = "dns:www.example.com"
    return {
        "no-sequence": value(
            "a bare name", dns_marked(good), good.part.bytes().hex() + " (17 bytes)", malformed=True
        ),
        "cut": value("a list that ends too early", cut, cut.body.hex() + " (16 bytes)", malformed=True),
        "unknown-form": lost(value("an undefined form", seq(good.part, unknown), shown, good)),
        "universal-tag": lost(
            value("a string without the constructed bit", seq(good.part, universal), shown, good)
        ),
        "trailing": value(
            "data after the list", [seq(good.part), Raw(b"\5\0").mark("trailing-data")], shown, good
        ),
        "constructed": value("a name in segments", seq(constructed), shown, good),
        "primitive-directory": lost(
            value(
                "a directory name that is not constructed",
                seq(primitive, good.part),
                "directoryName:, " + shown,
                AlternativeName(None, "directoryName", "", 0),
                good,
            )
        ),
        "indefinite": value("a list of indefinite length", seq(good.part, endless=True), shown, good),
        "repeated": repeated(),
    }


def lost(made):
    """The same request; OpenSSL reads no name of a list with a malformed one."""
    for attribute in made.attributes:
        for found in attribute.extensions:
            found.names = []
    return made


def dns_marked(name):
    return Raw(name.part.bytes()).mark("extension-malformed")


def repeated():
    first, second = extension(dns("a.example.com")), extension(dns("b.example.com"))
    second.part.mark("extension-repeated")
    return Request("two lists of names", attributes=[extension_request(first, second)])
