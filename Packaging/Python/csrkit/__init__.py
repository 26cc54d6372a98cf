# SPDX-License-Identifier: Apache-2.0
"""Inspects certificate signing requests (CSRs) and checks TLS certificate orders before they are sent.

>>> import csrkit
>>> for request in csrkit.inspect(open("request.pem", "rb").read()).requests:
...     print(request.common_name, [finding.message for finding in request.findings])

Everything runs in this process; no request leaves the machine. The functions use one shared :class:`Inspector`, which all
threads can call at the same time.
"""
from __future__ import annotations

from ._documents import (
    CNAMERecord,
    Digests,
    Failure,
    FileProof,
    Finding,
    Inspection,
    KeyInfo,
    Name,
    NamePlan,
    OrderCheck,
    Place,
    Plan,
    Plans,
    Prediction,
    Request,
    Severity,
    Signature,
    Source,
    SubjectField,
    Token,
    Verdict,
)
from ._inspector import Inspector, check, dcv, inspect, token, version
from ._library import CSRKitError

__all__ = [
    "CNAMERecord",
    "CSRKitError",
    "Digests",
    "Failure",
    "FileProof",
    "Finding",
    "Inspection",
    "Inspector",
    "KeyInfo",
    "Name",
    "NamePlan",
    "OrderCheck",
    "Place",
    "Plan",
    "Plans",
    "Prediction",
    "Request",
    "Severity",
    "Signature",
    "Source",
    "SubjectField",
    "Token",
    "Verdict",
    "check",
    "dcv",
    "inspect",
    "token",
    "version",
]

__version__ = version()
