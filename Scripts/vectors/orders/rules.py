# SPDX-License-Identifier: Apache-2.0
"""For rules on orders that the other families do not cover: an order that violates the rule and one that barely satisfies it."""

from . import ACCEPTED, DOUBTFUL, REFUSED, case, form, person, request
from .names import LONG


def pair(rule, breaks, keeps, verdict, code=None, item=None):
    """Orders as (form, request)."""
    return [
        case(f"{rule}: violated", *breaks, verdict, code, item, rules=[rule]),
        case(f"{rule}: satisfied", *keeps, None, never=[rule]),
    ]


def registrations(plain):
    """What an EV order says in place of a registration number."""
    rule = ["ev.registration"]
    return [
        case("EV: neither number nor date", form(337), plain, ACCEPTED, rules=rule, field="companyNumber"),
        case("EV: the request has the number", form(337), request(SERIAL="923609016"), ACCEPTED, rules=rule,
             message="send companyNumber='923609016'"),
        case("EV: a government entity", form(337, businessCategory="c"), plain, ACCEPTED, never=rule),
        case("EV: a number", form(337, companyNumber="923609016"), plain, ACCEPTED, never=rule),
        case("EV: a placeholder", form(337, companyNumber="N/A"), plain, DOUBTFUL, rules=rule, message="is a placeholder"),
        case("EV: a date as number before the rule", form(337, companyNumber="12.03.2010"), plain, ACCEPTED, rules=rule,
             day="2027-06-14"),
        case("EV: a date as number after the rule", form(337, companyNumber="12.03.2010"), plain, DOUBTFUL, rules=rule,
             day="2027-06-15", message="mandatory from 2027-06-15"),
        case("EV: a date as YYYY-MM-DD", form(337, companyNumber="2010-03-12"), plain, ACCEPTED, never=rule,
             day="2027-06-15"),
        case("EV: a category of the request", form(337, businessCategory="b"), request(CATEGORY="Corporation"), ACCEPTED,
             rules=["ev.business-category"], message="'Corporation' of the request is not one of Private Organization"),
    ]


def cases():
    plain = request()
    many = {"dcvMethod": None, "domainNames": "a.fjord.no", "validationTokens": "CNAMECSRHASH"}
    four = request(STREET=["1", "2", "3", "4"])
    three = request(STREET=["1", "2", "3"])
    half = request(STREET=["Bryggen 1"])
    roles = {role: "N" for role in (
        "accountServicingRole", "paymentInitiationRole", "accountInformationRole", "paymentServiceRole")}
    whole = (form(), plain)
    return (
        pair("form.unknown-parameter", (form() + [["x", "1"]], plain), whole, REFUSED, -2, "x")
        + pair("form.repeated-parameter", (form() + [["days", "730"]], plain), whole, DOUBTFUL)
        + pair("form.synonym", (form(791, personalIdentifier=None) + [["semanticsIdentifier", "PASNO-1"]], plain),
               (form(791), plain), ACCEPTED)
        + pair("form.invalid-value", (form(days="9999"), plain), (form(days="1826"), plain), REFUSED, -4, "days")
        + pair("form.email-domain", (form(contactEmailAddress="a@b.corp"), plain),
               (form(contactEmailAddress="a@b.no"), plain), REFUSED, -4, "contactEmailAddress")
        + pair("form.truncated-value", (form(postalCode="5" * 41), plain), (form(postalCode="5" * 40), plain), DOUBTFUL)
        + pair("form.inapplicable-parameter", (form(assumedName="Fjord"), plain), (form(337, assumedName="Fjord"), plain),
               REFUSED, -83)
        + pair("form.ignored-parameter", (form(years="1"), plain), (form(days=None, years="1"), plain), ACCEPTED)
        + pair("form.missing-parameter", (form(countryName=None), plain), (form(countryName=None), request(C="NO")),
               REFUSED, -3, "countryName")
        + pair("form.callback", (form(callbackMethod="T"), plain), (form(callbackMethod="T", appRepTelephone="+47 55 55 55 55"), plain), DOUBTFUL)
        + pair("coverage.primary-too-long", (form(335, **many | {"domainNames": LONG}, primaryDomainName=LONG), plain),
               (form(335, **many | {"domainNames": LONG[1:]}, primaryDomainName=LONG[1:]), plain), DOUBTFUL)
        + pair("merge.organization-missing", (form(organizationName=None), plain), (form(488, organizationName=None), plain),
               DOUBTFUL)
        + pair("validation.email-address", (form(dcvMethod="EMAIL", dcvEmailAddress="ola@elv.no"), plain),
               (form(dcvMethod="EMAIL", dcvEmailAddress="hostmaster@fjord.no"), plain), DOUBTFUL)
        + pair("identifier.unlisted-authority", (form(788, organizationIdentifier="PSDSE-FI-1", ncaIdentifier="SE-FI"), plain),
               (form(788, organizationIdentifier="PSDSE-FI-1", ncaIdentifier="SE-FI", ncaName="Finansinspektionen"), plain),
               ACCEPTED)
        + pair("csr.not-decodable", (form(csr="AAAA"), None), whole, REFUSED, -10)
        + pair("csr.too-long", (form(335, **many), request(names=[f"h{i}.{'x' * 60}.fjord.no" for i in range(400)])),
               (form(335, **many), request(names=["a.fjord.no"])), REFUSED, -4, "csr")
        + pair("product.invalid", (form(1), plain), whole, REFUSED, -4, "product")
        + pair("product.other-endpoint", (form(287), plain), (form(488), plain), DOUBTFUL)
        + pair("coverage.notation", (form(335, **many | {"domainNames": "a.fjord.no;b.fjord.no"}), plain),
               (form(335, **many | {"domainNames": "a.fjord.no"}), plain), REFUSED, -4, "domainNames")
        + pair("product.code", (form(448), plain), whole, ACCEPTED)
        + pair("coverage.no-name", (form(), request(None, O="Fjord AS")), whole, REFUSED, -8)
        + pair("coverage.wildcard-not-allowed", (form(), request("*.fjord.no")), whole, REFUSED, -5)
        + pair("coverage.wildcard-required", (form(489), plain), (form(489), request("*.fjord.no")), REFUSED, -6)
        + pair("coverage.wildcard-in-list", (form(784, **many | {"domainNames": "*.fjord.no"}), plain),
               (form(335, **many | {"domainNames": "*.fjord.no"}), plain), REFUSED, -4, "domainNames")
        + pair("coverage.public-name", (form(44), plain), (form(44), request("intranet.local")), REFUSED, -18)
        + pair("coverage.public-address", (form(44, dcvMethod="HTTP_CSR_HASH"), request("9.9.9.9")), (form(44), request("10.9.9.9")), REFUSED, -19)
        + pair("coverage.address", (form(dcvMethod="HTTP_CSR_HASH"), request("9.9.9.9")), whole, REFUSED, -35)
        + pair("coverage.address-in-list",
               (form(410, **many | {"domainNames": "9.9.9.9", "validationTokens": "HTTPCSRHASH"}), plain),
               (form(335, **many | {"domainNames": "9.9.9.9", "validationTokens": "HTTPCSRHASH"}), plain), REFUSED, -4,
               "domainNames")
        + pair("coverage.primary-not-listed", (form(335, **many, primaryDomainName="b.fjord.no"), plain),
               (form(335, **many, primaryDomainName="a.fjord.no"), plain), REFUSED, -4, "primaryDomainName")
        + pair("coverage.ignored-name", (form(), request(names=["b.fjord.no"])), (form(), request(names=["shop.fjord.no"])),
               DOUBTFUL)
        + pair("coverage.added-name", whole, (form(omitAdditionalFQDN="Y"), plain), ACCEPTED)
        + pair("merge.country", (form(countryName="ZQ"), plain), whole, REFUSED, -7)
        + pair("merge.country-not-served", (form(countryName="RU"), plain), (form(488, countryName="RU"), plain), DOUBTFUL)
        + pair("merge.placeholder", (form(337, joiLocalityName="N/A"), plain), (form(337, joiLocalityName="Bergen"), plain),
               DOUBTFUL)
        + pair("merge.garbled", (form(organizationName="M\u00c3\u00bcller AS"), plain), whole, DOUBTFUL)
        + pair("merge.html-entity", (form(organizationName="Fjord &amp; Elv"), plain),
               (form(organizationName="AT&T; Print&copy Ltd"), plain), DOUBTFUL)
        + pair("merge.outer-space", (form(organizationName="Fjord AS "), plain), whole, DOUBTFUL)
        + pair("merge.control-character", (form(organizationName="Fjord\u200b AS"), plain), whole, DOUBTFUL)
        + pair("merge.not-composed", (form(organizationName="Bu\u0308cher AS"), plain), whole, ACCEPTED)
        + pair("merge.mixed-address", (form(streetAddress2="Floor 2", streetAddress1=None), half), whole, DOUBTFUL)
        + pair("merge.street-lines", (form(), four), (form(), three), DOUBTFUL)
        + pair("merge.hidden-value", (form(), request(O="Another AS")), (form(), request(O="Fjord AS")), ACCEPTED)
        + pair("validation.list", (form(335, **many | {"validationTokens": "CNAMECSRHASH,CNAMECSRHASH"}), plain),
               (form(335, **many), plain), REFUSED, -4, "validationTokens")
        + pair("validation.impossible", (form(489, dcvMethod="HTTPS_CSR_HASH"), request("*.fjord.no")),
               (form(489), request("*.fjord.no")), REFUSED, -4, "dcvMethod")
        + pair("identifier.roles-missing", (form(789, **many, accountServicingRole=None), plain), (form(788), plain),
               REFUSED, -120)
        + pair("identifier.no-role", (form(788, **roles), plain),
               (form(788, **roles | {"paymentServiceRole": "Y"}), plain), DOUBTFUL)
        + pair("identifier.tax", (form(791, personalIdentifier="TAXNO-1"), plain),
               (form(791, personalIdentifier="TINNO-1"), plain), REFUSED, -121)
        + pair("identifier.format", (form(783, organizationIdentifier="NTRNO123"), plain), (form(783), plain), REFUSED, -121)
        + pair("identifier.country", (form(783, organizationIdentifier="VATZZ-1"), plain),
               (form(783, organizationIdentifier="VATEL-1"), plain), REFUSED, -121)
        + pair("identifier.authority", (form(788, ncaIdentifier="SE-FI"), plain), (form(788), plain), DOUBTFUL)
        + pair("identifier.authority-name", (form(788, ncaName="\u0424\u0438\u043d\u0430\u043d\u0441\u043e\u0432 \u043d\u0430\u0434\u0437\u043e\u0440"), plain),
               (form(788, ncaName="S\u00f8r Authority"), plain), DOUBTFUL)
        + pair("identifier.lei-checksum", (form(783, organizationIdentifier="LEIXG-5493001KJTIIGC8Y1R13"), plain),
               (form(783, organizationIdentifier="LEIXG-5493001KJTIIGC8Y1R12"), plain), DOUBTFUL)
        + pair("identifier.vat-checksum", (form(783, organizationIdentifier="VATNO-995525829MVA"), plain),
               (form(783, organizationIdentifier="VATNO-995525828MVA"), plain), DOUBTFUL)
        + pair("identifier.country-mismatch", (form(783, organizationIdentifier="VATEL-094259216", countryName="BE"), plain),
               (form(783, organizationIdentifier="VATEL-094259216", countryName="GR"), plain), DOUBTFUL)
        + pair("identifier.equals-organization", (form(783, organizationIdentifier="NTRNO-FJORD-AS"), plain),
               (form(783), plain), DOUBTFUL)
        + pair("subject.not-in-dv", (form(488), request(O="Fjord AS")), (form(488), request(C="NO")), ACCEPTED)
        + pair("subject.person-in-ov", (form(), person()), (form(), request(C="NO", L="Bergen")), ACCEPTED)
        + pair("subject.not-in-ev", (form(337), person()), (form(337), request(O="Fjord AS", SERIAL="923609016")), ACCEPTED)
        + pair("subject.person-missing", (form(791), plain), (form(791), person()), ACCEPTED)
        + pair("ev.business-category", (form(337), plain), (form(337, businessCategory="b"), plain), ACCEPTED)
        + pair("ev.registration", (form(337, dateOfIncorporation="2031-02-01"), plain),
               (form(337, dateOfIncorporation="2026-11-23"), plain), REFUSED, -4, "dateOfIncorporation")
        + pair("ev.jurisdiction", (form(337, joiLocalityName="Bergen"), plain),
               (form(337, joiLocalityName="Bergen", joiStateOrProvinceName="Vestland"), plain), ACCEPTED)
        + pair("identifier.scheme", (form(337), request(IDENTIFIER="LEIXG-5493001KJTIIGC8Y1R12")),
               (form(337), request(IDENTIFIER="NTRNO-923609016")), ACCEPTED)
        + [case("subject.person-missing: a pseudonym and a name", form(791),
                request(C="NO", L="Bergen", SN="Nordmann", GN="Kari", PSEUDONYM="Fjordfolk"), ACCEPTED, rules=["subject.person-missing"],
                message="has a pseudonym and a name")]
        + [case("subject.person-missing: a pseudonym", form(791), request(C="NO", L="Bergen", PSEUDONYM="Fjordfolk"),
                ACCEPTED, never=["subject.person-missing"])]
        + registrations(plain)
    )
