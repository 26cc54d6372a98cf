# SPDX-License-Identifier: Apache-2.0
"""A DER writer that can also write invalid DER and records the position of each irregularity.

A `Part` is a node of the tree; `encode` gives its bytes and its marks. A mark is an irregularity's identifier with the
bytes that show it, which is what the reader under test has to report.
"""


class Part:
    """One tag, length and content.

    tag      the identifier octets
    body     bytes, or a list of parts
    extra    octets that the length has beyond its shortest form (0 is DER)
    endless  whether the length is indefinite
    """

    def __init__(self, tag, body=b"", extra=0, endless=False):
        self.tag = bytes([tag]) if isinstance(tag, int) else tag
        self.body = body
        self.extra = extra
        self.endless = endless
        self.wanted = []
        if extra:
            self.mark("length-form", "header")
        if endless:
            self.mark("indefinite-length", "header")

    def mark(self, identifier, where="whole"):
        """Marks an irregularity: all bytes, the header, the content, or (from, to) within the content."""
        self.wanted.append((identifier, where))
        return self

    def encode(self):
        """The bytes, and the marks as (identifier, from, to) with offsets from the first byte."""
        content, inner = self._content()
        header = self.tag + self._length(len(content))
        tail = b"\0\0" if self.endless else b""
        shifted = [(name, low + len(header), high + len(header)) for name, low, high in inner]
        size = len(header) + len(content) + len(tail)
        places = {
            "whole": (0, size),
            "header": (0, len(header)),
            "content": (len(header), len(header) + len(content)),
            "first": (0, 1),
        }
        for name, where in self.wanted:
            low, high = places[where] if isinstance(where, str) else (len(header) + where[0], len(header) + where[1])
            shifted.append((name, low, high))
        return header + content + tail, shifted

    def bytes(self):
        return self.encode()[0]

    def _content(self):
        if isinstance(self.body, (bytes, bytearray)):
            return bytes(self.body), []
        content, marks = b"", []
        for part in self.body:
            encoded, inner = part.encode()
            marks += [(name, low + len(content), high + len(content)) for name, low, high in inner]
            content += encoded
        return content, marks

    def _length(self, length):
        if self.endless:
            return b"\x80"
        if length < 0x80 and not self.extra:
            return bytes([length])
        octets = length.to_bytes(max(1, (length.bit_length() + 7) // 8), "big")
        octets = bytes(self.extra - (1 if length < 0x80 else 0)) + octets
        return bytes([0x80 | len(octets)]) + octets


class Raw(Part):
    """Unchanged bytes."""

    def __init__(self, body):
        super().__init__(b"", body)

    def encode(self):
        return self.body, [(name, 0, len(self.body)) for name, _ in self.wanted]


def seq(*parts, **how):
    return Part(0x30, list(parts), **how)


def set_of(*parts, **how):
    return Part(0x31, list(parts), **how)


def sorted_set(*parts):
    """A SET OF in DER order."""
    return Part(0x31, sorted(parts, key=lambda part: part.bytes()))


def integer(value, **how):
    """An INTEGER in its shortest form."""
    size = (value.bit_length() // 8) + 1 if value >= 0 else ((value + 1).bit_length() // 8) + 1
    return Part(0x02, value.to_bytes(size, "big", signed=True), **how)


def unsigned_magnitude(value):
    """An INTEGER without the zero octet that would keep it positive."""
    return Part(0x02, value.to_bytes((value.bit_length() + 7) // 8, "big"))


def boolean(value, octet=None):
    return Part(0x01, bytes([octet if octet is not None else (0xFF if value else 0)]))


def null():
    return Part(0x05)


def octets(body, **how):
    """An OCTET STRING; a body that is a part is encoded."""
    return Part(0x04, body if isinstance(body, (bytes, list)) else [body], **how)


def bits(body, unused=0, **how):
    """A BIT STRING without unused bits."""
    if isinstance(body, bytes):
        body = [Raw(body)]
    elif isinstance(body, Part):
        body = [body]
    return Part(0x03, [Raw(bytes([unused]))] + body, **how)


def named_bits(*positions):
    """A BIT STRING of named bits, without trailing zeros."""
    if not positions:
        return Part(0x03, b"\0")
    top = max(positions)
    value = bytearray(top // 8 + 1)
    for position in positions:
        value[position // 8] |= 0x80 >> position % 8
    return Part(0x03, bytes([7 - top % 8]) + bytes(value))


def oid_content(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    content = b""
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        group = bytes([arc & 0x7F])
        arc >>= 7
        while arc:
            group = bytes([0x80 | arc & 0x7F]) + group
            arc >>= 7
        content += group
    return content


def oid(dotted, **how):
    return Part(0x06, oid_content(dotted), **how)


def explicit(number, *parts):
    return Part(0xA0 | number, list(parts))


def implicit(number, body):
    return Part(0x80 | number, body)


STRINGS = {
    "UTF8String": (0x0C, "utf-8"),
    "NumericString": (0x12, "ascii"),
    "PrintableString": (0x13, "ascii"),
    "TeletexString": (0x14, "latin-1"),
    "IA5String": (0x16, "ascii"),
    "VisibleString": (0x1A, "ascii"),
    "UniversalString": (0x1C, "utf-32-be"),
    "BMPString": (0x1E, "utf-16-be"),
}


def string(kind, text, **how):
    """A string type; `text` may also be the content bytes."""
    tag, codec = STRINGS[kind]
    return Part(tag, text if isinstance(text, bytes) else text.encode(codec), **how)


def utf8(text):
    return string("UTF8String", text)


def printable(text):
    return string("PrintableString", text)


def bmp(text):
    return string("BMPString", text)


def ia5(text):
    return string("IA5String", text)
