# SPDX-License-Identifier: Apache-2.0
"""Requests with the mistakes that people really make, and what the findings on them must and must not say."""

import itertools

from . import keys, signing
from .der import Part, Raw, octets, oid, seq, utf8
from .families.sans import dns, ip, ip_octets
from .request import Attribute, Extension, Name, Request, extension_request

SAN, MS_LIST = "2.5.29.17", "1.3.6.1.4.1.311.2.1.14"
C, L, O, OU, CN, EMAIL = "2.5.4.6", "2.5.4.7", "2.5.4.10", "2.5.4.11", "2.5.4.3", "1.2.840.113549.1.9.1"
HOST = "shop.fjord.no"


def ec(curve):
    key = keys.curve(curve)
    return key, signing.ecdsa(key)


def rsa():
    key = keys.rsa()
    return key, signing.pkcs1(key)


KEYS = itertools.cycle([lambda: ec("P-256"), rsa, lambda: ec("P-384"), lambda: ec("P-521")])


def request(subject=None, attributes=()):
    key, signer = next(KEYS)()
    return Request("", key=key, signer=signer, subject=subject, attributes=attributes)


def value(oid_text, text, kind=utf8):
    part = text if isinstance(text, Part) else kind(text)
    return Name(oid_text, part, "", "")


def named(cn, *names, **others):
    subject = [value(CN, cn)] + [value({"O": O, "OU": OU, "L": L, "E": EMAIL}[k], v) for k, v in others.items()]
    return request(subject, [sans(*names)] if names else [])


def sans(*names, **how):
    return extension_request(Extension(SAN, seq(*[name.part for name in names]), ""), **how)


def raw_sans(encoding, *others):
    return request([value(CN, HOST)], [extension_request(Extension(SAN, Raw(encoding), ""), *others)])


def case(kind, name, made, rule, says=(), fix=(), never=(), severity=None, names=None, reads=None):
    """`says` and `fix` are parts of the message and of the fix of the rule's finding, `never` other rules;
    `names` those that an order of a multi-domain product has, `reads` the number of SANs that are read."""
    row = {"kind": kind, "name": name, "request": made, "rule": rule, "says": list(says), "fix": list(fix),
           "never": list(never), "severity": severity, "names": names, "reads": reads}
    return {key: entry for key, entry in row.items() if entry not in (None, [])}


def addresses():
    good = dns(HOST)
    rule = "san.address-length"
    sizes = [(3, bytes([192, 0, 2])), (5, bytes([192, 0, 2, 9, 24])), (8, bytes([192, 0, 2, 9, 255, 255, 255, 0])),
             (0, b""), (32, bytes.fromhex("20010db8" + "0" * 23 + "9" + "ff" * 8 + "00" * 8)), (9, b"192.0.2.9"),
             (17, bytes.fromhex("20010db8" + "0" * 23 + "9" + "40")), (15, bytes(15)), (64, bytes(64))]
    for size, content in sizes:
        meant = {5: "192.0.2.9", 8: "192.0.2.9", 9: "192.0.2.9", 17: "2001:db8::9", 32: "2001:db8::9"}.get(size)
        yield case("iPAddress", f"{size} octets", named(HOST, good, ip_octets(content)), rule,
                   [f"{size} octets", "4 octets (IPv4) or 16 octets (IPv6)"], [meant] if meant else (),
                   severity="error", names=[HOST])
    for text in ("198.51.100.7", "[2606:2800:220:1::1]", "2606:2800:220:1::1", "9.9.9.9", "9.9.9.9:443"):
        bare = text.strip("[]").removesuffix(":443")
        says = ["IP address in a dNSName", "iPAddress"]
        fix = ["leave it out"] if text.startswith("198") else [f"IP:{bare}"]
        yield case("address as a name", text, named(HOST, good, dns(text)), "san.address-as-name", says, fix)
        yield case("address as a name", f"common name {text}", named(text), "san.address-as-name", ["iPAddress"])
    yield case("address as a name", "common name that is an iPAddress too", named("9.9.9.9", ip("9.9.9.9")), None,
               never=["san.address-as-name", "subject.common-name-form"])


def labels():
    for label in ("xn--g6h", "xn--ls8h", "xn--i-7iq", "xn--u-ccb", "xn--vi8hiv"):
        name = f"{label}.fjord.no"
        yield case("P-Label", label, named(name, dns(name)), "name.not-idna", ["IDNA2008"], severity="warning",
                   never=["name.reserved-label"], names=[name])
    for label in ("xn--bcher-kv", "xn--99999999999999", "xn--a-", "xn--bcher-", "xn--abcd"):
        yield case("P-Label", f"{label}, not valid Punycode", named(f"{label}.fjord.no"), "name.reserved-label",
                   severity="error", never=["name.not-idna"])


def misplaced():
    rule, more = "san.misplaced", "mail.fjord.no"
    line = [f"-addext 'subjectAltName=DNS:{HOST},DNS:{more}'"]
    texts = {"OU": f"DNS:{more}", "O": f"subjectAltName=DNS:{more}", "E": f"DNS.1={more}", "L": f"SAN={more}"}
    for where, text in texts.items():
        yield case("misplaced names", f"{text} in {where}", named(HOST, **{where: text}), rule, [more, "not read"], line,
                   severity="warning")
    for text in (f"{HOST}/subjectAltName=DNS.1={more}", f"{HOST},subjectAltName=DNS:{more}"):
        yield case("misplaced names", f"{text} in CN", named(text), rule, [more, "commonName"], line)
    for text in (f"DNS.1={HOST},DNS.2={more}", f"DNS:{more}", more):
        yield case("misplaced names", f"an attribute of the subject: {text}", request(
            [value(CN, HOST), value(SAN, text)]), rule, [more, "subjectAltName"], line)
    names = seq(dns(HOST).part, dns(more).part)
    for title, part in (("GeneralNames", names), ("an OCTET STRING", octets(names)), ("text", utf8(f"DNS:{more}"))):
        yield case("misplaced names", f"an attribute of the request: {title}", request(
            [value(CN, HOST)], [Attribute(SAN, part)]), rule, [more, "attribute subjectAltName"], line)
    yield case("misplaced names", "a command in a value", named(HOST, OU=f"DNS:{more},DNS:x';reboot;'y"), rule, [more], line)
    yield case("misplaced names", "a colon in a company's name", named(HOST, O="Fjord: DNS and more"), None, never=[rule])


def texts():
    rule, host = "name.illegal-character", "www.elv.no"
    write = [f"write {host} instead"]
    singles = {
        "a trailing blank": f"{host} ", "a leading blank": f" {host}", "a tab": f"{host}\t", "CN=": f"CN={host}",
        "DNS:": f"DNS:{host}", "DNS.1=": f"DNS.1={host}", "quotation marks": f'"{host}"', "a blank inside": "www. elv.no",
        "a zero-width space": f"www.elv\u200b.no", "a BOM": f"\ufeff{host}", "a no-break space": f"{host}\u00a0",
        "a line feed": f"{host}\n",
    }
    says = {"a tab": ["U+0009"], "a zero-width space": ["U+200B (ZERO WIDTH SPACE)"], "a BOM": ["U+FEFF"],
            "a no-break space": ["U+00A0 (NO-BREAK SPACE)"], "CN=": ["'CN='"], "DNS:": ["'DNS:'"]}
    for title, text in singles.items():
        yield case("common name", title, named(text), rule, says.get(title, ()), write, severity="error")
        yield case("SAN", title, named(HOST, dns(HOST), dns("", octets=text.encode())), rule, says.get(title, ()), write)
    for text in (f"{host};a.elv.no", f"{host}, a.elv.no", f"{host} a.elv.no", f"DNS:{host},DNS:a.elv.no", f"dns={host}&dns=a.elv.no"):
        yield case("common name", f"a list: {text}", named(text), rule, ["2 names"],
                   [f"-addext 'subjectAltName=DNS:{host},DNS:a.elv.no'"])
    for text in (f"{host}dns=a.elv.no", f"{host}DNS:a.elv.no"):
        yield case("SAN", f"glued: {text}", named(HOST, dns(text)), rule, ["&"], [f"dns={host}&dns=a.elv.no"])
    for text in ("Fjord Hosting AS", "Elv & Sons", "Example.com AS", "B\u00fccher GmbH", "A.B. Fjord Inc."):
        yield case("common name", f"a company: {text}", named(text), rule, ["company"],
                   ["in O", "in CN", f"O={text if text.isascii() else 'COMPANY'}'"])
    yield case("common name", "a URL", named(f"https://{host}/"), "name.url", [], write)
    yield case("common name", "a garbled name", named("b\u00c3\u00bccher.no"), rule, ["b\u00fccher.no"], ["xn--bcher-kva.no"])
    for count in (65, 70, 100):
        name = "a" * 50 + "." + "b" * (count - 59) + ".elv.no"
        name = name[:50] + name[-(count - 50):] if len(name) > count else name + "o" * (count - len(name))
        yield case("long common name", f"{len(name)} characters", named(name), "subject.value-too-long",
                   [f"{len(name)} characters"], ["leave the CN out", f"DNS:{name}", "335"])


def lists():
    host, more = dns(HOST), dns("mail.fjord.no")
    second = "extension.second-list"
    broken = "encoding.extension-malformed"
    both = [sans(host), sans(host, more, oid_text=MS_LIST)]
    yield case("two lists", "Microsoft's second", request(None, both), second, ["1.2.840.113549.1.9.14", "'mail.fjord.no'"],
               severity="warning", names=[HOST], reads=1)
    yield case("two lists", "Microsoft's first", request(None, both[::-1]), second, ["'mail.fjord.no'"], names=[HOST], reads=1)
    yield case("two lists", "equal", request(None, [sans(host, more), sans(host, more, oid_text=MS_LIST)]), second,
               ["in the other list too"], severity="info", reads=2)
    yield case("two lists", "one attribute twice", request(None, [sans(host), sans(more)]), second, ["'mail.fjord.no'"],
               names=[HOST], reads=1)
    yield case("two lists", "only Microsoft's", request(None, [sans(host, oid_text=MS_LIST)]), None, never=[second], reads=1)
    yield case("two lists", "the standard one is empty", request(None, [extension_request(), sans(host, oid_text=MS_LIST)]),
               second, [f"'{HOST}'"], reads=0)
    encodings = {"a string": utf8(HOST).bytes(), "a name without a list": host.part.bytes(), "nothing": b"",
                 "a list that is cut off": b"\x30\x20" + host.part.bytes(),
                 "a wrong tag": seq(host.part, utf8("x")).bytes(), "zeros": bytes(8)}
    for title, encoding in encodings.items():
        yield case("names that cannot be decoded", title, raw_sans(encoding), broken,
                   ["subjectAltName (RFC 5280 \u00a74.2.1.6)", "all its names are lost"], ["-addext"], severity="error", reads=0)
    no_value = Attribute("1.2.840.113549.1.9.14", seq(seq(oid("2.5.29.15")), seq(oid(SAN), octets(seq(host.part)))))
    yield case("names that cannot be decoded", "another extension without a value", request(None, [no_value]), broken,
               ["keyUsage", "all requested extensions and names are lost"], severity="error", reads=0)
    yield case("an empty list of names", "SEQUENCE", raw_sans(b"\x30\x00"), "san.empty", ["subjectAltName is empty"], severity="error")
    yield case("an empty list of names", "a long length", raw_sans(b"\x30\x81\x00"), "san.empty", ["subjectAltName is empty"])
    twice = extension_request(Extension(SAN, seq(host.part), ""), Extension(SAN, seq(more.part), ""))
    yield case("a repeated extension", "names", request(None, [twice]), "encoding.extension-repeated",
               ["subjectAltName (RFC 5280 \u00a74.2.1.6)", "names may be lost"], reads=2)
    equal = extension_request(Extension(SAN, seq(host.part), ""), Extension(SAN, seq(host.part), ""))
    yield case("a repeated extension", "the same names", request(None, [equal]), "encoding.extension-repeated", reads=1)


def characters():
    garbled = {
        "Latin-1": utf8("B\u00c3\u00bccher GmbH"), "Windows-1252": utf8("Stra\u00c3\u0178e AG"),
        "twice": utf8("B\u00c3\u0192\u00c2\u00bccher"), "T61String": Part(0x14, "B\u00fccher".encode()),
        "Latin-1 in UTF8String": Part(0x0C, "B\u00fccher".encode("latin-1")),
        "BMPString in the wrong order": Part(0x1E, "B\u00fccher".encode("utf-16-le")),
        "UTF-8 in BMPString": Part(0x1E, "Fjord Elv ".encode()), "Cyrillic": utf8("\u041c\u0438\u0440".encode().decode("latin-1")),
        "Chinese": utf8("\u4e2d\u56fd".encode().decode("latin-1")), "Polish": utf8("\u0141\u00f3d\u017a".encode().decode("latin-1")),
        "U+FFFD": utf8("B\ufffdcher"),
    }
    meant = {"Latin-1": "B\u00fccher GmbH", "Windows-1252": "Stra\u00dfe AG", "UTF-8 in BMPString": "Fjord Elv", "Cyrillic": "\u041c\u0438\u0440",
             "Chinese": "\u4e2d\u56fd", "Polish": "\u0141\u00f3d\u017a", "U+FFFD": "U+FFFD"}
    for title, part in garbled.items():
        yield case("garbled", title, named(HOST, O=part), "subject.garbled", [meant.get(title, "B\u00fccher")], severity="warning")
    for text in ("B\u00fccher GmbH", "N\u00c3O", "S\u00c3O PAULO", "\u00c9LYS\u00c9E \u2019\u00c0\u2019", "\u4e2d\u56fd", "\u041c\u0438\u0440", "\u00d8stlandet \u00a9"):
        yield case("garbled", f"not garbled: {text}", named(HOST, O=text, L=text), None,
                   never=["subject.garbled", "subject.control-character", "subject.not-composed"])
    for text, plain in (("M&uuml;ller", "M\u00fcller"), ("M&#252;ller", "M\u00fcller"), ("Fjord &amp; Elv", "Fjord & Elv"),
                        ("M&#xFC;ller", "M\u00fcller"), ("A &amp;amp; B", "A & B")):
        yield case("HTML", text, named(HOST, O=text), "subject.html-entity", [f"'{plain}'"], severity="warning")
    for text in ("AT&T;", "Print&copy Ltd", "Fjord & Elv", "A&nosuch;B", "&#0;", "&;"):
        yield case("HTML", f"no entity: {text}", named(HOST, O=text), None, never=["subject.html-entity"])
    for text in ("Fjord AS ", " Fjord AS", "Fjord AS\u00a0", "\tFjord AS", "Fjord AS\u3000"):
        yield case("outer space", repr(text), named(HOST, O=text), "subject.outer-space", ["'Fjord AS' is meant"], severity="warning")
    for text, character in (("Fj\u200bord AS", "U+200B"), ("Fjo\u202erd AS", "U+202E"), ("Fjord\u0007 AS", "U+0007"),
                            ("\ufeffFjord AS", "U+FEFF"), ("Fjord\nAS", "U+000A"), ("Fj\u00adord AS", "U+00AD")):
        yield case("control character", character, named(HOST, O=text), "subject.control-character",
                   [character, "'Fjord AS' is meant"], severity="warning")
    yield case("composition", "u and diaeresis", named(HOST, O="Bu\u0308cher"), "subject.not-composed", severity="info")


FAMILIES = {
    "addresses": addresses, "labels": labels, "misplaced": misplaced, "texts": texts, "lists": lists,
    "characters": characters,
}
