# SPDX-License-Identifier: Apache-2.0
"""A minimal DER writer for keys that libraries do not write."""

import base64


def tlv(tag, *content):
    body = b"".join(content)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def integer(n):
    """An INTEGER; negative ones too."""
    return tlv(2, n.to_bytes((n + (n < 0)).bit_length() // 8 + 1, "big", signed=True))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    out = bytearray()
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        groups = [arc & 127]
        while arc := arc >> 7:
            groups.append(arc & 127 | 128)
        out += bytes(reversed(groups))
    return tlv(6, bytes(out))


def sequence(*items):
    return tlv(0x30, *items)


def bit_string(octets):
    return tlv(3, b"\0", octets)


def octet_string(octets):
    return tlv(4, octets)


NULL = tlv(5)
RSA = sequence(oid("1.2.840.113549.1.1.1"), NULL)
EC = "1.2.840.10045.2.1"


def rsa_info(n, e):
    return sequence(RSA, bit_string(sequence(integer(n), integer(e))))


def ec_info(parameters, point):
    return sequence(sequence(oid(EC), *([parameters] if parameters else [])), bit_string(point))


def raw_info(algorithm, octets):
    return sequence(sequence(oid(algorithm)), bit_string(octets))


def dsa_info(p, q, g, y):
    parameters = sequence(integer(p), integer(q), integer(g))
    return sequence(sequence(oid("1.2.840.10040.4.1"), parameters), bit_string(integer(y)))


def request_info(name, key):
    """CertificationRequestInfo with a common name and the same name as a subject alternative name."""
    common = tlv(0x31, sequence(oid("2.5.4.3"), tlv(12, name.encode())))
    names = sequence(oid("2.5.29.17"), octet_string(sequence(tlv(0x82, name.encode()))))
    extensions = sequence(oid("1.2.840.113549.1.9.14"), tlv(0x31, sequence(names)))
    return sequence(integer(0), sequence(common), key, tlv(0xA0, extensions))


def pem(label, der):
    text = base64.b64encode(der).decode()
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    return f"-----BEGIN {label}-----\n" + "\n".join(lines) + f"\n-----END {label}-----\n"
