# SPDX-License-Identifier: Apache-2.0
"""The documents of the library as values. Each keeps its JSON in ``document``, which can have more members."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]
Verdict = Literal["accepted", "doubtful", "refused"]
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a request: bytes of its DER, and the path of the field."""

    offset: int
    length: int
    path: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and how to fix it."""

    rule: str
    severity: Severity
    message: str
    fix: str
    #: The CA's error code to expect, if any.
    predicts: int | None
    #: The order parameter concerned, if any.
    field: str | None
    at: Place | None
    #: The sources of the rule.
    citations: tuple[str, ...]

    @classmethod
    def from_json(cls, value: Document) -> Finding:
        """Reads a member of ``findings``."""
        at = value.get("at")
        return cls(
            rule=value["rule"],
            severity=value["severity"],
            message=value["message"],
            fix=value["fix"],
            predicts=value["predicts"],
            field=value.get("field"),
            at=Place(at["offset"], at["length"], at["path"]) if at else None,
            citations=tuple(value["citations"]),
        )


def _findings(document: Document) -> tuple[Finding, ...]:
    return tuple(Finding.from_json(finding) for finding in document["findings"])


@dataclass(frozen=True, slots=True)
class Source:
    """Where a request was found in the input, and how it was encoded."""

    index: int
    line: int
    container: str
    label: str | None
    #: The repairs that were needed to read it.
    repairs: tuple[str, ...]
    #: Whether the input also contains a private key.
    has_private_key: bool


@dataclass(frozen=True, slots=True)
class SubjectField:
    """An attribute of the subject."""

    oid: str
    name: str | None
    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """A subject alternative name: ``dns``, ``ip``, ``email``, …"""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """The public key, and the result of the key audit."""

    algorithm: str
    bits: int | None
    curve: str | None
    exponent: str | None
    spki_sha256: str
    #: clean, weak, compromised or invalid.
    verdict: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature; ``valid`` is None if it cannot be checked."""

    algorithm: str
    valid: bool | None


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of the DER: MD5 in upper case, the others in lower case."""

    md5: str
    sha1: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Request:
    """An inspected request."""

    source: Source
    common_name: str | None
    subject: tuple[SubjectField, ...]
    subject_alternative_names: tuple[Name, ...]
    key: KeyInfo
    signature: Signature
    digests: Digests
    #: The finding to act on first is at the start.
    findings: tuple[Finding, ...]
    #: The object of ``csrkit inspect --format json``.
    document: Document = field(repr=False, compare=False)

    @classmethod
    def from_json(cls, document: Document) -> Request:
        """Reads an object of ``csrkit inspect --format json``."""
        source, request = document["source"], document["request"]
        key, signature, digests = request["key"], request["signature"], request["digests"]
        return cls(
            source=Source(
                index=source["index"],
                line=source["line"],
                container=source["container"],
                label=source["label"],
                repairs=tuple(source["repairs"]),
                has_private_key="privateKey" in source,
            ),
            common_name=request["commonName"],
            subject=tuple(SubjectField(item["oid"], item["name"], item["value"]) for item in request["subject"]),
            subject_alternative_names=tuple(
                Name(item["type"], item["value"]) for item in request["subjectAlternativeNames"]
            ),
            key=KeyInfo(
                algorithm=key["algorithm"],
                bits=key["bits"],
                curve=key["curve"],
                exponent=key["exponent"],
                spki_sha256=key["spkiSHA256"],
                verdict=document["keyAudit"]["verdict"],
            ),
            signature=Signature(signature["algorithm"], signature["valid"]),
            digests=Digests(digests["md5"], digests["sha1"], digests["sha256"]),
            findings=_findings(document),
            document=document,
        )

    @property
    def is_refused(self) -> bool:
        """Whether the CA is predicted to return an error."""
        return any(finding.severity == "error" and finding.predicts is not None for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Failure:
    """What cannot be used: a request that cannot be read, a private key, or an input without a request."""

    kind: str
    message: str
    fix: str | None

    @classmethod
    def from_json(cls, document: Document) -> Failure:
        """Reads an object with ``error``."""
        error = document["error"]
        return cls(error["kind"], error["message"], error.get("fix"))


def _split(documents: Sequence[Document]) -> tuple[list[Document], tuple[Failure, ...]]:
    failures = tuple(Failure.from_json(document) for document in documents if "error" in document)
    return [document for document in documents if "error" not in document], failures


@dataclass(frozen=True, slots=True)
class Inspection:
    """The content of an input: its requests in order, and what cannot be used."""

    requests: tuple[Request, ...]
    failures: tuple[Failure, ...]

    @classmethod
    def from_json(cls, documents: Sequence[Document]) -> Inspection:
        """Reads the array of ``csrkit inspect --format json``."""
        requests, failures = _split(documents)
        return cls(tuple(Request.from_json(document) for document in requests), failures)


@dataclass(frozen=True, slots=True)
class Prediction:
    """The error that the CA is expected to return."""

    error_code: int
    error_message: str | None
    error_item: str | None
    certainty: str


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """The result of checking an order."""

    verdict: Verdict
    #: None unless the verdict is ``refused``.
    predicted: Prediction | None
    #: Codes that the CA may return instead.
    alternatives: tuple[int, ...]
    findings: tuple[Finding, ...]
    #: The parameters that the order still needs.
    needed: tuple[str, ...]
    #: The object of ``csrkit check --format json``.
    document: Document = field(repr=False, compare=False)

    @classmethod
    def from_json(cls, document: Document) -> OrderCheck:
        """Reads the object of ``csrkit check --format json``."""
        predicted = document["predicted"]
        return cls(
            verdict=document["verdict"],
            predicted=Prediction(
                predicted["errorCode"], predicted["errorMessage"], predicted["errorItem"], predicted["certainty"]
            )
            if predicted
            else None,
            alternatives=tuple(document["alternatives"]),
            findings=_findings(document),
            needed=tuple(document.get("needed", ())),
            document=document,
        )


@dataclass(frozen=True, slots=True)
class FileProof:
    """A file that the CA fetches."""

    url: str
    path: str
    body: str


@dataclass(frozen=True, slots=True)
class CNAMERecord:
    """A CNAME record that the CA looks up."""

    owner: str
    target: str


@dataclass(frozen=True, slots=True)
class NamePlan:
    """How to prove control of one name."""

    name: str
    method: str
    possible: bool
    #: Why the method cannot be used.
    reason: str | None
    http: FileProof | None
    cname: CNAMERecord | None

    @classmethod
    def from_json(cls, value: Document) -> NamePlan:
        """Reads a member of ``names``."""
        http, cname = value["http"], value["cname"]
        return cls(
            name=value["name"],
            method=value["method"],
            possible=value["possible"],
            reason=value["reason"],
            http=FileProof(http["url"], http["path"], http["body"]) if http else None,
            cname=CNAMERecord(cname["owner"], cname["target"]) if cname else None,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The proofs for the names of one request."""

    md5: str
    sha256: str
    unique_value: str | None
    names: tuple[NamePlan, ...]
    #: The object of ``csrkit dcv --format json``.
    document: Document = field(repr=False, compare=False)

    @classmethod
    def from_json(cls, document: Document) -> Plan:
        """Reads the object of ``csrkit dcv --format json``."""
        return cls(
            md5=document["md5"],
            sha256=document["sha256"],
            unique_value=document["uniqueValue"],
            names=tuple(NamePlan.from_json(name) for name in document["names"]),
            document=document,
        )


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans for the requests of an input, and what cannot be planned."""

    plans: tuple[Plan, ...]
    failures: tuple[Failure, ...]

    @classmethod
    def from_json(cls, documents: Sequence[Document]) -> Plans:
        """Reads an array of plans and errors."""
        plans, failures = _split(documents)
        return cls(tuple(Plan.from_json(document) for document in plans), failures)


@dataclass(frozen=True, slots=True)
class Token:
    """The token of a request."""

    md5: str
    sha256: str
    unique_value: str | None
    #: The path of the validation file under the root of the website.
    path: str
    #: The content of the validation file.
    body: str
    #: The first label of the owner name of the CNAME record.
    label: str
    #: The target of the CNAME record.
    target: str

    @classmethod
    def from_json(cls, document: Document) -> Token:
        """Reads the document of ``csrkit_token``."""
        http, cname = document["http"], document["cname"]
        return cls(
            md5=document["md5"],
            sha256=document["sha256"],
            unique_value=document["uniqueValue"],
            path=http["path"],
            body=http["body"],
            label=cname["label"],
            target=cname["target"],
        )
