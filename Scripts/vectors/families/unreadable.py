# SPDX-License-Identifier: Apache-2.0
"""Bytes that are not a request: truncated, too long, too deep, or without an essential part."""

from .. import keys
from ..arithmetic import stream
from ..der import Part, bits, integer, octets, oid, seq, set_of
from ..request import Request, Unreadable, common_name, subject_parts


def vectors():
    good = Request("").build()[0]
    key = keys.curve()
    parts = [integer(0), seq(*subject_parts([common_name()])), key.spki(), Part(0xA0, [])]
    deep = b"\x30\x80" * 5000
    signature = [seq(oid("1.2.840.10045.4.3.2")), bits(b"\x30\0")]

    def frame(*inner, tail=signature):
        return seq(seq(*inner), *tail).bytes()

    found = {
        "empty": Unreadable("no bytes", b"", "request", 0),
        "one-byte": Unreadable("one byte", b"\x30", "request", 0),
        "zeros": Unreadable("zero octets", bytes(64), "request", 0),
        "text": Unreadable("text", b"-----BEGIN CERTIFICATE REQUEST-----\n", "request", 1),
        "random": Unreadable("random octets", stream("random", 300), "request", None),
        "cut-half": Unreadable("half a request", good[: len(good) // 2], "request", 1),
        "cut-last": Unreadable("a request without its last byte", good[:-1], "request", 1),
        "sequence-empty": Unreadable("an empty SEQUENCE", b"\x30\0", "certificationRequestInfo", 2),
        "length-bomb-4": Unreadable("a length of 4 GiB", b"\x30\x84\xff\xff\xff\xff" + good, "request", 1),
        "length-bomb-8": Unreadable("a length of 2^63 - 1", b"\x30\x88\x7f" + b"\xff" * 7 + good, "request", 1),
        "length-bomb-9": Unreadable("a length of 2^64", b"\x30\x89\1" + bytes(8) + good, "request", 1),
        "length-bomb-126": Unreadable("a length of 126 octets", b"\x30\xfe" + b"\xff" * 126 + good, "request", 1),
        "length-reserved": Unreadable(
            "the reserved first octet of a length, which OpenSSL accepts",
            b"\x30\xff" + bytes(130),
            "certificationRequestInfo",
            129,
        ),
        "deep": Unreadable("5000 open indefinite lengths", deep, "request", None),
        "deep-closed": Unreadable("5000 closed indefinite lengths", deep + bytes(10000), "request", None),
        "indefinite-open": Unreadable("an indefinite length without an end", b"\x30\x80" + good, "request", 1),
        "indefinite-primitive": Unreadable("an indefinite length on a primitive", b"\x04\x80abc\0\0", "request", 1),
        "tag-bomb": Unreadable("a tag number of 2^70", b"\x3f" + b"\xff" * 10 + b"\0\0", "request", 1),
        "no-bits": Unreadable(
            "a signature that is an OCTET STRING", frame(*parts, tail=[signature[0], octets(b"x")]), "signature", None
        ),
        "bits-nine": Unreadable(
            "a signature with nine unused bits",
            frame(*parts, tail=[signature[0], Part(3, b"\x09\0")]),
            "signature",
            None,
        ),
        "no-key": Unreadable("no key", frame(*parts[:2]), "subjectPKInfo", None),
        "no-subject": Unreadable("no subject", frame(parts[0]), "subject", None),
        "version-boolean": Unreadable("a BOOLEAN for the version", frame(Part(1, b"\0"), *parts[1:]), "subject", 5),
        "subject-set": Unreadable("a SET for the subject", frame(parts[0], set_of(), *parts[2:]), "subject", None),
        "spki-empty": Unreadable("an empty key", frame(*parts[:2], seq(), parts[3]), "subjectPKInfo", None),
        "spki-no-algorithm": Unreadable(
            "a key without an algorithm", frame(*parts[:2], seq(seq(), bits(b"x")), parts[3]), "subjectPKInfo", None
        ),
    }
    return found
