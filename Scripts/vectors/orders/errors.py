# SPDX-License-Identifier: Apache-2.0
"""All errors that can be predicted."""

import base64

from .. import keys, signing
from ..arithmetic import next_prime, number
from ..der import bits, integer, null, oid, seq, utf8
from ..request import Name, Request
from . import ACCEPTED, ADDRESS, DOUBTFUL, HOST, OIDS, REFUSED, ROLES, case, form, request, signed


# A request that was ordered on 2026-10-01.
USED = {"time": 1790841600, "uniqueValue": "abc123", "reference": "A-1"}
BY_FILE = {"dcvMethod": "HTTP_CSR_HASH"}


def text(req):
    """The request as PEM."""
    body = base64.b64encode(req.build()[0]).decode()
    lines = [body[i : i + 64] for i in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE REQUEST-----", *lines, "-----END CERTIFICATE REQUEST-----", ""])


def plus_request():
    """A request whose Base64 has a number of plus signs that is not a multiple of four."""
    for index in range(200):
        found = request(O=f"Fjord {index} AS")
        if text(found).count("+") % 4 not in (0,):
            return found
    raise ValueError("no plus sign")


def flipped(value):
    return bits(value[:-1] + bytes([value[-1] ^ 1]))


class CloseKey(keys.RSAKey):
    """A key with consecutive primes, which Fermat's method finds."""

    def __init__(self, size=2048):
        p = next_prime(number("close/p", size // 2) | 3 << (size // 2 - 2) | 1)
        q = next_prime(p + 2)
        self.n, self.e, self.size = p * q, 65537, size
        self.d = pow(self.e, -1, (p - 1) * (q - 1))
        keys.Key.__init__(self, seq(oid(keys.RSA), null()), seq(integer(self.n), integer(self.e)), "rsa", size)


def signed_by(signer):
    return Request("", subject=[Name(OIDS["CN"], utf8(HOST), "", HOST)], key=signer.key, signer=signer)


def arguments():
    plain = request()
    lower = [["product", "7"] if n == "product" else [n, v] for n, v in form()] + [["Loginname", "me"]]
    return [
        case("-2: an unknown parameter", form() + [["colour", "red"]], plain, REFUSED, -2, "colour"),
        case("-2: parameter names are case-sensitive", lower, plain, REFUSED, -2, "Loginname"),
        case("-2: a parameter that is only in the reference's sample", form() + [["stubOrderNumber", "1"]], plain,
             REFUSED, -2, "stubOrderNumber", message="sample request"),
        case("-3: no postal code", form(postalCode=None), plain, REFUSED, -3, "postalCode"),
        case("-3: no server software", form(serverSoftware=None), plain, REFUSED, -3, "serverSoftware"),
        case("-3: no days and no years", form(days=None), plain, REFUSED, -3),
        case("-3: no city and no state", form(localityName=None), plain, REFUSED, -3, "localityName"),
        case("-3: a state is sufficient without a city", form(localityName=None, stateOrProvinceName="Vestland"), plain, ACCEPTED),
        case("-3: no request", form(), None, REFUSED, -3, "csr"),
        case("-3: wildcards require servers", form(35, servers=None), request("*.fjord.no"), REFUSED, -3, "servers"),
        case("-4: days that no product offers", form(days="5000"), plain, REFUSED, -4, "days"),
        case("-4: days that are not a number", form(days="a year"), plain, REFUSED, -4, "days"),
        case("-4: server software that is not in the list", form(serverSoftware="99"), plain, REFUSED, -4, "serverSoftware"),
        case("-4: a date that does not exist", form(337, dateOfIncorporation="2001-02-30"), plain, REFUSED, -4, "dateOfIncorporation"),
        case("-4: a unique value with a hyphen", form(uniqueValue="abc-1"), plain, REFUSED, -4, "uniqueValue"),
        case("-4: a unique value of 21 characters", form(uniqueValue="a" * 21), plain, REFUSED, -4, "uniqueValue"),
        case("-4: a mode that does not exist", form(prioritiseCSRValues="X"), plain, REFUSED, -4, "prioritiseCSRValues"),
        case("-4: a method that does not exist", form(dcvMethod="CNAME"), plain, REFUSED, -4, "dcvMethod"),
        case("-4: an email address without an at sign", form(contactEmailAddress="me"), plain, REFUSED, -4, "contactEmailAddress"),
        case("-4: an email address under a top-level domain that does not exist",
             form(contactEmailAddress="me@fjord.wifi"), plain, REFUSED, -4, "contactEmailAddress",
             detail="Invalid Internet TLD"),
        case("-4: a product that does not exist", form(487), plain, REFUSED, -4, "product", message="csrkit catalog products"),
        case("-4: a product name instead of a code", form()[1:] + [["product", "InstantSSL"]], plain, REFUSED, -4, "product",
             message="use 24"),
        case("-4: a product code with leading zeros", form()[1:] + [["product", "007"]], plain, REFUSED, -4, "product",
             message="use 7"),
        case("-4: a callback without the prior verification",
             form(isCallbackCompleted="Y", isAppRepValidated="N", callbackMethod="T"), plain, REFUSED, -4,
             "isAppRepValidated", rules=["form.callback"]),
        case("-4: two certificates", form(product=7, **{}) [1:] + [["product", "7,24"]], plain, REFUSED, -4, "product"),
        case("-4: a TrustLogo that does not go with the product",
             form()[1:] + [["product", "43,36"]], plain, REFUSED, -4, "product", message="omit 36"),
        case("-4: a TrustLogo alone", form()[1:] + [["product", "36"]], plain, REFUSED, -4, "product",
             message="such as 7,36"),
        case("-83: domainNames for a single name", form(domainNames="a.fjord.no"), plain, REFUSED, -83),
        case("-83: an EV parameter for OV", form(joiLocalityName="Bergen"), plain, REFUSED, -83),
        case("-83: commonName for many names",
             form(335, commonName="a.fjord.no", domainNames="a.fjord.no", validationTokens="ALLCNAMECSRHASH"), plain,
             REFUSED, -83),
    ]


def csrs():
    plain, plus = request(), plus_request()
    pem = text(plain)
    even = next(req for req in (plain, request("www2.fjord.no")) if len(req.build()[0]) % 2 == 0)
    return [
        case("-9: a plus sign became a space", form(csr=text(plus).replace("+", " ")), None, REFUSED, -9,
             message="percent-encode", rules=["csr.not-base64"]),
        case("-9: an END line of four hyphens",
             form(csr=pem.replace("-----END CERTIFICATE REQUEST-----", "----END CERTIFICATE REQUEST----")), None,
             REFUSED, -9, message="five hyphens"),
        case("-9: a comma in the Base64", form(csr=pem[:100] + "," + pem[101:]), None, REFUSED, -9),
        case("-10: Base64 of something else", form(csr="SGVsbG8sIHdvcmxkIQ=="), None, REFUSED, -10),
        case("-10: a part of a request", form(csr=base64.b64encode(plain.build()[0][:99]).decode()), None, REFUSED, -10),
        case("-10: hexadecimal of an even number of bytes", form(csr=even.build()[0].hex()), None, REFUSED, -10, message="does not decode to that request alone"),
        case("-10: Base64 of PEM", form(csr=base64.b64encode(pem.encode()).decode()), None, REFUSED, -10),
        case("-10: two requests", form(csr=pem + "\n" + pem), None, REFUSED, -10),
        case("-9: PEM whose lines became one", form(csr=pem.replace("\n", " ")), None, REFUSED, -9, message="all on one line"),
        case("no -9: PEM of any label",
             form(csr=pem.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")), None, ACCEPTED,
             never=["csr.not-base64", "csr.not-decodable"]),
        case("no -9: bare Base64 in one line", form(csr=base64.b64encode(plain.build()[0]).decode()), None, ACCEPTED),
        case("-11: an Ed25519 key", form(), signed_by(signing.edwards(keys.edwards("Ed25519"), "1.3.101.112")), REFUSED, -11),
        case("-11: a curve that CAs do not certify", form(), signed_by(signing.ecdsa(keys.curve("P-224"))), REFUSED, -11),
        case("-12: a signature over other bytes", form(),
             Request("", subject=[Name(OIDS["CN"], utf8(HOST), "", HOST)], signature=flipped), REFUSED, -12),
        case("-13: an RSA key of 1024 bits", form(), signed(keys.rsa(1024)), REFUSED, -13),
        case("-40: a key with close primes", form(), signed(CloseKey()), REFUSED, -40),
        case("-41: an exponent of 1", form(), signed(keys.rsa(label="rsa-e1", e=1)), REFUSED, -41),
        case("-4: a request of more than 32767 characters",
             form(335, domainNames="a.fjord.no", validationTokens="CNAMECSRHASH"),
             request(names=[f"host-{i:04}.of-a-rather-long-name.fjord.no" for i in range(620)]), REFUSED, -4, "csr",
             rules=["csr.too-long"]),
        case("-55: the token was used before", form(uniqueValue="abc123"), plain, REFUSED, -55,
             earlier=USED, rules=["csr.token-reused"]),
        case("no -55: the CA chooses a unique value", form(), plain, ACCEPTED,
             earlier=USED, rules=["csr.token-reused"]),
        case("-4: a reference that was used before", form(foreignOrderNumber="A-1", checkFONIsUnique="Y"), plain, REFUSED,
             -4, "foreignOrderNumber", earlier=USED, rules=["form.reference-reused"]),
        case("no -4: another reference", form(foreignOrderNumber="A-2", checkFONIsUnique="Y"), plain, ACCEPTED,
             earlier=USED, never=["form.reference-reused"]),
        case("no -4: checkFONIsUnique is not set", form(foreignOrderNumber="A-1"), plain, ACCEPTED,
             earlier=USED, never=["form.reference-reused"]),
        case("no -55: a new token", form(uniqueValue="abc124"), plain, ACCEPTED, earlier=USED, never=["csr.token-reused"]),
        case("a broken hash makes the order doubtful", form(), signed(keys.rsa(2048), name="sha1"), DOUBTFUL),
    ]


def subjects():
    cases = [
        case("-5: a wildcard for a plain product", form(), request("*.fjord.no"), REFUSED, -5, message="wildcard product"),
        case("-6: a plain name for a wildcard product", form(35), request(), REFUSED, -6, message="create a CSR for *.shop.fjord.no"),
        case("-7: UK instead of GB", form(countryName=None), request(C="UK"), REFUSED, -7, message="write GB"),
        case("-7: a country in the form", form(countryName="EU"), request(), REFUSED, -7),
        case("-7: the country of incorporation", form(337, joiCountryName="ZQ"), request(), REFUSED, -7),
        case("no -7: the request's country is not used", form(prioritiseCSRValues="N"), request(C="UK"), ACCEPTED),
        case("no -7: NA is Namibia", form(countryName="NA"), request(), ACCEPTED),
        case("-8: no name", form(), request(None, O="Fjord AS"), REFUSED, -8),
        case("no -8: the name is in the form", form(commonName="shop.fjord.no"), request(None, O="Fjord AS"), ACCEPTED),
        case("-8: mode C uses the street of the request only",
             form(prioritiseCSRValues="C", streetAddress1="Bryggen 1"), request(L="Bergen", C="NO", PC="5003", O="Fjord AS"),
             REFUSED, -8, message="the form's value is ignored"),
        case("mode C with all values in the request", form(prioritiseCSRValues="C", **{n: None for n in ADDRESS}),
             request(L="Bergen", C="NO", PC="5003", O="Fjord AS", STREET=["Bryggen 1"]), ACCEPTED),
        case("-3: mode P uses the street of the form only", form(prioritiseCSRValues="P", streetAddress1=None),
             request(STREET=["Bryggen 1"]), REFUSED, -3, "streetAddress1", message="mode P ignores the request"),
        case("-7: three letters are truncated to another country", form(countryName="AUT"), request(), DOUBTFUL,
             message="'AU', which is Australia", effective={"countryName": "AU"}),
        case("-8: a UCC order without a primary name",
             form(361, domainNames="a.fjord.no", validationTokens="CNAMECSRHASH"), request(None, O="Fjord AS"), REFUSED, -8),
        case("-18: a public name for an intranet product", form(44), request(), REFUSED, -18),
        case("-19: a public address for an intranet product", form(44, **BY_FILE), request("9.9.9.9"), REFUSED, -19),
        case("an intranet product makes the order doubtful", form(44), request("intranet"), DOUBTFUL, rules=["product.intranet"]),
        case("an intranet product accepts a private address", form(44, **BY_FILE), request("10.0.0.1"), DOUBTFUL),
        case("-23: a name with http", form(), request("http://shop.fjord.no"), REFUSED, -23),
        case("-24: a name with https", form(), request("https://shop.fjord.no/"), REFUSED, -24),
        case("-25: a name with a space", form(), request("shop fjord.no"), REFUSED, -25),
        case("-25: a name with characters outside ASCII", form(), request("b\u00fccher.fjord.no"), REFUSED, -25, message="xn--bcher-kva.fjord.no"),
        case("-35: an IP address as the name", form(**BY_FILE), request("9.9.9.9"), REFUSED, -35, message="domainNames"),
    ]
    qualified = form(788)
    return cases + [
        case("-120: no roles", [f for f in qualified if not f[0].endswith("Role")], request(), REFUSED, -120),
        case("-120: one role is missing", form(788, paymentServiceRole=None), request(), REFUSED, -120,
             message="paymentServiceRole"),
        case("-121: TAX", form(791, personalIdentifier="TAXNO-123"), request(), REFUSED, -121, message="TIN"),
        case("-121: TAX under the old name",
             form(791, personalIdentifier=None) + [["semanticsIdentifier", "TAXNO-123"]], request(), REFUSED, -121,
             rules=["form.synonym", "identifier.tax"]),
        case("-121: a type that does not exist", form(783, organizationIdentifier="ABCNO-1"), request(), REFUSED, -121,
             rules=["identifier.format"]),
        case("-121: a country that does not exist", form(783, organizationIdentifier="NTRZQ-1"), request(), REFUSED,
             -121, rules=["identifier.country"]),
        case("-121: an LEI's country is XG", form(783, organizationIdentifier="LEINO-1"), request(), REFUSED, -121,
             rules=["identifier.country"]),
    ]


def cases():
    return arguments() + csrs() + subjects()
