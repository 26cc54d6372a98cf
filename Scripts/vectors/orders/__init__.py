# SPDX-License-Identifier: Apache-2.0
"""Orders: forms, requests and the expected results."""

from .. import keys, signing
from ..der import printable, seq, utf8
from ..families.sans import SAN, dns, ip
from ..request import Extension, Name, Request, extension_request

OIDS = {
    "CN": "2.5.4.3", "C": "2.5.4.6", "L": "2.5.4.7", "ST": "2.5.4.8", "STREET": "2.5.4.9", "O": "2.5.4.10",
    "OU": "2.5.4.11", "PC": "2.5.4.17", "POB": "2.5.4.18", "SN": "2.5.4.4", "GN": "2.5.4.42", "SERIAL": "2.5.4.5",
    "CATEGORY": "2.5.4.15", "PSEUDONYM": "2.5.4.65", "IDENTIFIER": "2.5.4.97",
}
PRINTABLE = ("C", "SERIAL")
HOST = "shop.fjord.no"


def request(cn=HOST, names=(), addresses=(), **subject):
    """A P-256 request; `subject` uses the short names above, with a list for repeated attributes."""
    rows = [] if cn is None else [("CN", cn)]
    for short, value in subject.items():
        rows += [(short, one) for one in (value if isinstance(value, list) else [value])]
    parts = [Name(OIDS[s], (printable if s in PRINTABLE else utf8)(v), "", v) for s, v in rows]
    alternatives = [dns(name) for name in names] + [ip(address) for address in addresses]
    attributes = ()
    if alternatives:
        attributes = [extension_request(Extension(SAN, seq(*[a.part for a in alternatives]), ""))]
    return Request("", subject=parts, attributes=attributes)


def person():
    """A request with the names of a natural person."""
    return request(C="NO", L="Bergen", SN="Nordmann", GN="Kari")


def signed(key, **how):
    return Request("", subject=[Name(OIDS["CN"], utf8(HOST), "", HOST)], key=key, signer=signing.pkcs1(key, **how))


ADDRESS = {
    "organizationName": "Fjord AS", "streetAddress1": "Bryggen 1", "localityName": "Bergen", "postalCode": "5003",
    "countryName": "NO",
}


def form(product=7, **changes):
    """A complete form for a product; a change to None omits the parameter."""
    fields = {"product": str(product), "days": "365", "serverSoftware": "36", **ADDRESS}
    fields["dcvMethod"] = "CNAME_CSR_HASH"
    if product in (35, 65, 322, 324, 489, 511, 289, 331, 750):
        fields["servers"] = "1"
    if product in (337, 410, 556, 557, 562, 563, 567, 568):
        fields["joiCountryName"] = "NO"
    if product in (783, 784):
        fields["organizationIdentifier"] = "NTRNO-123456789"
    if product in (788, 789):
        fields |= {"organizationIdentifier": "PSDNO-FSA-1234", "ncaIdentifier": "NO-FSA"}
        fields |= {f"{role}Role": "Y" for role in ROLES}
    if product in (791, 792):
        fields["personalIdentifier"] = "PASNO-P3000180"
    fields |= changes
    return [[name, value] for name, value in fields.items() if value is not None]


ROLES = ["accountServicing", "paymentInitiation", "accountInformation", "paymentService"]
REFUSED, DOUBTFUL, ACCEPTED = "refused", "doubtful", "accepted"


def case(name, fields, req, verdict, code=None, item=None, *, whole=True, day="2026-11-23", **expected):
    """One order. `expected`: detail, certainty, field, rules, never, contested, effective, origins, commonName,
    domains, needed, contestedNeeds, message."""
    expect = {"verdict": verdict, "code": code, "item": item} | expected
    document = {"name": name, "form": fields, "request": req, "whole": whole, "asOf": day, "expect": expect}
    if "earlier" in expect:
        document["earlier"] = expect.pop("earlier")
    return document
