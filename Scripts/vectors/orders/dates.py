# SPDX-License-Identifier: Apache-2.0
"""Industry rules on the day before they come into force and on that day."""

from .. import keys, signing
from ..der import oid, seq
from ..request import Extension, Request, extension_request
from . import ACCEPTED, DOUBTFUL, REFUSED, case, form, person, request, signed


def steps():
    result = []
    for days, before, day in (
        (200, "2026-03-14", "2026-03-15"), (100, "2027-03-14", "2027-03-15"), (47, "2029-03-14", "2029-03-15"),
    ):
        rule = f"validity.{days}-days"
        result.append(case(f"before {days} days", form(), request(), ACCEPTED, day=before, never=[rule]))
        result.append(case(f"{days} days", form(), request(), ACCEPTED, day=day, rules=[rule]))
        result.append(case(f"years count as days: {days}", form(days=None, years="1"), request(), ACCEPTED, day=day, rules=[rule]))
    return result


def client_auth():
    """A request for a certificate that authenticates servers and clients."""
    purposes = seq(oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2"))
    return Request("", subject=request().subject, attributes=[extension_request(Extension("2.5.29.37", purposes, ""))])


def cases():
    mail = form(dcvMethod="EMAIL", dcvEmailAddress="admin@fjord.no")
    unit = form(organizationalUnitName="Web")
    sha1 = form(signatureHash="PREFER_SHA1")
    inferred = form(signatureHash="INFER_FROM_CSR")
    elliptic = Request("", subject=request().subject, signer=signing.ecdsa(keys.curve(), name="sha1"))
    reverse = request("9.9.9.9.in-addr.arpa")
    onion = request("expyuzz4wqqyqhjn.onion")
    label = request("ab--cd.fjord.no")
    reuse = ["validation.reuse"]
    return steps() + [
        case("reuse of a validation for 200 days", form(days="201", years=None), request(), DOUBTFUL, day="2027-03-14", rules=reuse,
             message="may be reused for 200 days, and for 100 days from 2027-03-15"),
        case("reuse of a validation for 100 days", form(days="201", years=None), request(), DOUBTFUL, day="2027-03-15", rules=reuse,
             message="may be reused for 100 days"),
        case("a term within the reuse of a validation", form(337, days=None, years="1"), request(), ACCEPTED, day="2026-03-14",
             never=reuse),
        case("a term longer than the reuse of a validation", form(337, days=None, years="1"), request(), ACCEPTED,
             day="2026-03-15", rules=reuse, message="may be reused for 200 days"),
        case("a term longer than the reuse of an identity", form(days="730"), request(), ACCEPTED, rules=reuse,
             message="that of the organization or person for 398 days"),
        case("email before it is discouraged", mail, request(), ACCEPTED, day="2026-03-14",
             never=["validation.email-discouraged"]),
        case("email is discouraged", mail, request(), DOUBTFUL, day="2026-03-15", rules=["validation.email-discouraged"]),
        case("email is forbidden", mail, request(), REFUSED, -4, "dcvMethod", day="2028-03-15",
             rules=["validation.email-forbidden"], never=["validation.email-discouraged"]),
        case("email before it is forbidden", mail, request(), DOUBTFUL, day="2028-03-14", never=["validation.email-forbidden"]),
        case("the default method email for a request alone", [["product", "7"]], request(), ACCEPTED, whole=False,
             never=["validation.email-discouraged"]),
        case("an organizational unit before the ban", unit, request(), ACCEPTED, day="2022-08-31", never=["merge.organizational-unit"]),
        case("an organizational unit after the ban", unit, request(), ACCEPTED, day="2022-09-01", rules=["merge.organizational-unit"]),
        case("SHA-1 before its end", sha1, request(), ACCEPTED, day="2015-12-31", never=["validity.sha1"]),
        case("SHA-1 after its end", sha1, request(), DOUBTFUL, day="2016-01-01", rules=["validity.sha1"]),
        case("SHA-1 is inferred from a request before its end", inferred, signed(keys.rsa(2048), name="sha1"), None,
             day="2015-12-31", never=["validity.sha1"]),
        case("SHA-1 is inferred from a request with SHA-1", inferred, signed(keys.rsa(2048), name="sha1"), DOUBTFUL,
             day="2016-01-01", rules=["validity.sha1"], message="because the request is signed with SHA-1 or MD5"),
        case("SHA-1 is inferred from a request with MD5", inferred, signed(keys.rsa(2048), name="md5"), DOUBTFUL,
             rules=["validity.sha1"]),
        case("SHA-2 is inferred from a request with SHA-256", inferred, signed(keys.rsa(2048)), ACCEPTED,
             never=["validity.sha1"]),
        case("SHA-2 is inferred from a request with ECDSA and SHA-1", inferred, elliptic, DOUBTFUL,
             never=["validity.sha1"]),
        case("private names before their end", form(44), request("intranet"), ACCEPTED, day="2016-09-30",
             never=["product.intranet"]),
        case("private names after their end", form(44), request("intranet"), DOUBTFUL, day="2016-10-01",
             rules=["product.intranet"]),
        case("a reverse zone before its end", form(), reverse, None, day="2026-03-14", never=["name.reverse-zone"]),
        case("a reverse zone after its end", form(), reverse, DOUBTFUL, day="2026-03-15", rules=["name.reverse-zone"]),
        case("a private name before its end", form(), request("fjord.corp"), None, day="2015-10-31", never=["name.internal"]),
        case("a private name after its end", form(), request("fjord.corp"), REFUSED, -4, day="2015-11-01",
             rules=["name.internal"]),
        case("an underscore before its end", form(), request("a_b.fjord.no"), None, day="2019-04-30",
             never=["name.underscore"]),
        case("an underscore after its end", form(), request("a_b.fjord.no"), REFUSED, -25, day="2019-05-01",
             rules=["name.underscore"]),
        case("a DV subject before the profiles", form(488), request(O="Fjord AS"), ACCEPTED, day="2023-09-14",
             never=["subject.not-in-dv"]),
        case("a DV subject after the profiles", form(488), request(O="Fjord AS"), ACCEPTED, day="2023-09-15",
             rules=["subject.not-in-dv"]),
        case("a person in OV before the profiles", form(), person(), ACCEPTED, day="2023-09-14",
             never=["subject.person-in-ov"]),
        case("a person in OV after the profiles", form(), person(), ACCEPTED, day="2023-09-15",
             rules=["subject.person-in-ov"]),
        case("a scheme of EV before the rule", form(337), request(IDENTIFIER="LEIXG-5493001KJTIIGC8Y1R12"), ACCEPTED,
             day="2020-01-30", never=["identifier.scheme"]),
        case("a scheme of EV after the rule", form(337), request(IDENTIFIER="LEIXG-5493001KJTIIGC8Y1R12"), ACCEPTED,
             day="2020-01-31", rules=["identifier.scheme"]),
        case("client authentication in a qualified certificate before its end", form(783), client_auth(), ACCEPTED,
             day="2025-04-06", rules=["extension.client-auth"]),
        case("client authentication in a qualified certificate after its end", form(783), client_auth(), DOUBTFUL,
             day="2025-04-07", rules=["extension.client-auth"], message="since 2025-04-07"),
        case("client authentication long before its end", form(), client_auth(), ACCEPTED, day="2026-12-14",
             rules=["extension.client-auth"], message="2027-02-10 (a reseller)"),
        case("client authentication shortly before its end", form(), client_auth(), DOUBTFUL, day="2026-12-15",
             rules=["extension.client-auth"]),
        case("an onion address of version 2", form(), onion, DOUBTFUL, rules=["name.onion"]),
        case("a reserved label before the rule", form(), label, None, day="2021-09-30", never=["name.reserved-label"]),
        case("a reserved label after the rule", form(), label, DOUBTFUL, day="2021-10-01", rules=["name.reserved-label"]),
    ]
