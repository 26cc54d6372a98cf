# SPDX-License-Identifier: Apache-2.0
"""A request, built from parts, with the expected results."""

import hashlib

from . import keys, signing
from .der import Part, Raw, bits, integer, null, octets, oid, seq, set_of, utf8

COMMON_NAME = "2.5.4.3"
EXTENSION_REQUEST = "1.2.840.113549.1.9.14"


class Attribute:
    """An attribute of the request; `text` is its first value in readable form."""

    def __init__(self, oid_text, *values, text="", part=None):
        self.part = part or seq(oid(oid_text), set_of(*values))
        self.expected = {"oid": oid_text, "text": text}
        self.extensions = []


class Extension:
    """A requested extension; `value` is the encoding in its OCTET STRING, `text` its readable form."""

    def __init__(self, oid_text, value, text, critical=None, names=(), part=None):
        fields = [oid(oid_text)]
        if critical is not None:
            fields.append(critical if isinstance(critical, Part) else Part(0x01, b"\xff" if critical else b"\0"))
        self.part = part or seq(*fields, octets(value))
        is_critical = critical.body[0] != 0 if isinstance(critical, Part) else bool(critical)
        self.expected = {"oid": oid_text, "critical": is_critical, "text": text}
        self.names = list(names)


def extension_request(*extensions, oid_text=EXTENSION_REQUEST, **how):
    attribute = Attribute(
        oid_text,
        seq(*[extension.part for extension in extensions], **how),
        text=", ".join(EXTENSION_NAMES.get(e.expected["oid"], e.expected["oid"]) for e in extensions),
    )
    attribute.extensions = list(extensions)
    return attribute


EXTENSION_NAMES = {
    "2.5.29.14": "subjectKeyIdentifier",
    "2.5.29.15": "keyUsage",
    "2.5.29.17": "subjectAltName",
    "2.5.29.19": "basicConstraints",
    "2.5.29.37": "extKeyUsage",
    "1.3.6.1.5.5.7.1.24": "tlsFeature",
    "2.5.29.32": "certificatePolicies",
    "2.16.840.1.113730.1.1": "netscapeCertType",
    "2.16.840.1.113730.1.13": "netscapeComment",
    "1.3.6.1.4.1.311.20.2": "certificateTemplateName",
    "1.3.6.1.5.5.7.1.31": "acmeIdentifier",
    "1.3.6.1.5.5.7.48.1.5": "ocspNoCheck",
    "1.3.6.1.4.1.11129.2.4.3": "ctPoison",
    "2.16.840.1.113730.1.12": "netscapeServerName",
    "2.23.140.3.1": "cabfOrganizationIdentifier",
    "1.3.6.1.4.1.311.21.7": "certificateTemplate",
    "1.3.6.1.4.1.311.21.10": "applicationPolicies",
}


class Name:
    """One attribute of the subject: its value as a part, and the text that a reader shows.

    illegal  the offset within the value's content of the first octet that its type does not allow
    join     whether it shares the RelativeDistinguishedName of the one before it
    """

    def __init__(self, oid_text, value, kind, text, illegal=None, join=False, part=None):
        self.part = part or seq(oid(oid_text), value)
        self.join = join
        self.expected = {"oid": oid_text, "type": kind, "value": text}
        if illegal is not None:
            self.expected["illegal"] = illegal


def common_name(text="www.example.com"):
    return Name(COMMON_NAME, utf8(text), "UTF8String", text)


def subject_parts(names):
    """The RelativeDistinguishedNames in order; those with several attributes are in DER order."""
    groups = []
    for name in names:
        if name.join:
            groups[-1].append(name)
        else:
            groups.append([name])
    for number, group in enumerate(groups):
        for name in group:
            name.expected["rdn"] = number
    return [set_of(*[name.part for name in group]) for group in groups]


def attribute_set_of(attributes):
    """The attributes in the given order, since software often does not use DER order."""
    made = Part(0xA0, [attribute.part for attribute in attributes])
    encodings = [part.bytes() for part in made.body]
    return made if encodings == sorted(encodings) else made.mark("set-order")


class Request:
    """The parts of a request; each has a default and can be replaced."""

    def __init__(
        self,
        about,
        key=None,
        signer=None,
        subject=None,
        attributes=(),
        version=None,
        name=None,
        spki=None,
        attribute_set=None,
        info=None,
        wrap=None,
        signature=None,
        identifier=None,
        expect=None,
        valid=(True,),
    ):
        self.about = about
        self.key = key or keys.curve()
        self.signer = signer or signing.ecdsa(self.key if isinstance(self.key, keys.ECKey) else keys.curve())
        self.subject = [common_name()] if subject is None else subject
        self.attributes = list(attributes)
        self.version = integer(0) if version is None else version
        rdns = subject_parts(self.subject)
        self.name = name or seq(*rdns)
        self.spki = spki or self.key.spki()
        self.attribute_set = attribute_set or attribute_set_of(self.attributes)
        self.info = info or (lambda parts: seq(*parts))
        self.wrap = wrap or (lambda parts: seq(*parts))
        self.signature = signature or bits
        self.identifier = identifier or self.signer.identifier
        self.overrides = expect or {}
        self.valid = list(valid)

    def build(self):
        """The bytes and the expected results."""
        parts = [part for part in (self.version, self.name, self.spki, self.attribute_set) if part != "none"]
        info = self.info(parts)
        signature = self.signer.sign(info.bytes())
        whole = self.wrap([info, self.identifier, self.signature(signature)])
        der, marks = whole.encode()
        return der, self._expected(der, marks)

    def _expected(self, der, marks):
        extensions = [e for attribute in self.attributes for e in attribute.extensions]
        expected = {
            "about": self.about,
            "version": 0,
            "subject": [name.expected for name in self.subject],
            "key": self.key.facts,
            "signatureAlgorithm": self.signer.oid,
            "valid": self.valid,
            "attributes": [attribute.expected for attribute in self.attributes],
            "extensions": [extension.expected for extension in extensions],
            "names": [name for extension in extensions for name in extension.names],
            "irregularities": [list(mark) for mark in sorted(marks, key=lambda mark: (mark[1], mark[2], mark[0]))],
            "spkiSHA256": hashlib.sha256(self.spki.bytes()).hexdigest(),
            "sha256": hashlib.sha256(der).hexdigest(),
        }
        return expected | self.overrides


class Unreadable:
    """Bytes that are not a request; `field` is the part that cannot be read, `at` the offset of the invalid byte."""

    def __init__(self, about, der, field, at):
        self.about, self.der, self.field, self.at = about, der, field, at

    def build(self):
        return self.der, {
            "about": self.about,
            "error": {"field": self.field, "offset": self.at},
            "sha256": hashlib.sha256(self.der).hexdigest(),
        }


__all__ = [
    "Attribute",
    "Extension",
    "Name",
    "Raw",
    "Request",
    "Unreadable",
    "common_name",
    "extension_request",
    "null",
    "subject_parts",
]
