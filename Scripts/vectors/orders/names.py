# SPDX-License-Identifier: Apache-2.0
"""Names, wildcards and validation methods."""

from . import ACCEPTED, DOUBTFUL, REFUSED, case, form, request


def many(names, tokens="ALLCNAMECSRHASH", product=335, **changes):
    return form(product, dcvMethod=None, domainNames=names, validationTokens=tokens, **changes)


ONION = "*.duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion"


def wildcards():
    result = [
        case("two asterisks", form(35), request("*.*.fjord.no"), REFUSED, -6, message="more than one asterisk"),
        case("an asterisk in a label", form(35), request("w*.fjord.no"), REFUSED, -6, message="inside a label"),
        case("a bare asterisk", form(35), request("*"), REFUSED, -6, message="bare asterisk"),
        case("an asterisk in the middle", form(35), request("www.*.fjord.no"), REFUSED, -6, message="in the middle"),
        case("two asterisks for a plain product", form(), request("*.*.fjord.no"), REFUSED, -5),
        case("a wildcard above a public suffix", form(35), request("*.co.uk"), REFUSED, -4, message="belongs to a registry"),
        case("a wildcard above a top-level domain", form(35), request("*.no"), REFUSED, -4, message="belongs to a registry"),
        case("a wildcard adds the name below it", form(35), request("*.fjord.no"), ACCEPTED,
             domains=["*.fjord.no", "fjord.no"]),
        case("wildcards among many names", many("*.fjord.no,fjord.no"), request(), DOUBTFUL,
             domains=["*.fjord.no", "fjord.no"]),
        case("a wildcard in an EV list", many("*.fjord.no", product=410), request(), REFUSED, -4, "domainNames"),
        case("a wildcard of an onion service in an EV list", many(ONION, product=410), request(None, O="Fjord AS"), ACCEPTED,
             domains=[ONION], never=["coverage.wildcard-in-list"]),
        case("a wildcard of an onion service in a QWAC's list", many(ONION, product=784), request(None, O="Fjord AS"), ACCEPTED,
             never=["coverage.wildcard-in-list"]),
        case("a wildcard of the request is for no EV list", many("a.fjord.no", product=410), request("*.fjord.no"),
             DOUBTFUL, message="the product takes no wildcards leave it out"),
        case("a wildcard proven by a file", form(35, dcvMethod="HTTP_CSR_HASH"), request("*.fjord.no"), REFUSED, -4,
             "dcvMethod"),
        case("a wildcard proven by a file in a list", many("a.fjord.no,*.fjord.no", "HTTPCSRHASH,HTTPCSRHASH"),
             request("a.fjord.no"), REFUSED, -4, "validationTokens"),
    ]
    return result


# 65 bytes
LONG = "a" * 56 + ".fjord.no"


def lists():
    listed = ["a.fjord.no", "b.fjord.no"]
    return [
        case("domainNames replaces the request's names", many("c.fjord.no"), request("a.fjord.no", listed), DOUBTFUL,
             domains=["c.fjord.no"], rules=["coverage.ignored-name"]),
        case("names between spaces", many("a.fjord.no  b.fjord.no\nc.fjord.no"), request("a.fjord.no"), ACCEPTED,
             domains=["a.fjord.no", "b.fjord.no", "c.fjord.no"]),
        case("repeated names count once", many("a.fjord.no,A.FJORD.NO,a.fjord.no."), request("a.fjord.no"), None,
             domains=["a.fjord.no"]),
        case("no names anywhere", form(335, dcvMethod=None, validationTokens="ALLCNAMECSRHASH"), request(), REFUSED,
             -3, "domainNames"),
        case("a primary name that is listed", many("a.fjord.no,b.fjord.no", primaryDomainName="b.fjord.no"),
             request("a.fjord.no"), ACCEPTED, commonName="b.fjord.no"),
        case("a primary name that is not listed", many("a.fjord.no", primaryDomainName="z.fjord.no"),
             request("a.fjord.no"), REFUSED, -4, "primaryDomainName"),
        case("no common names are wanted", many("a.fjord.no", primaryDomainName="a.fjord.no", maxSubjectCNs="0"),
             request("a.fjord.no"), ACCEPTED, commonName=None),
        case("one common name is wanted and none is given", many("a.fjord.no", maxSubjectCNs="1"),
             request("a.fjord.no"), REFUSED, -3, "primaryDomainName"),
        case("UCC takes the request's common name", many("a.fjord.no,b.fjord.no", product=361), request("b.fjord.no"),
             ACCEPTED, commonName="b.fjord.no"),
        case("UCC with a common name outside the list", many("a.fjord.no", product=361), request("b.fjord.no"), DOUBTFUL),
        case("the common name of an MDC request that is not listed", many("a.fjord.no"), request("b.fjord.no"), DOUBTFUL,
             message="b.fjord.no"),
        case("an address in a list", many("9.9.9.9", "HTTPCSRHASH"), request(None, O="Fjord AS"), ACCEPTED,
             domains=["9.9.9.9"]),
        case("an address in the request is not read", many("a.fjord.no"), request("a.fjord.no", ["a.fjord.no"], ["9.9.9.9"]),
             DOUBTFUL, message="list it in domainNames"),
        case("an address in the request is for no EV list", many("a.fjord.no", product=410),
             request("a.fjord.no", ["a.fjord.no"], ["9.9.9.9"]), DOUBTFUL,
             message="the product takes no IP addresses leave it out of the request"),
        case("an address as the request's common name is for no QWAC", many("a.fjord.no", product=784),
             request("9.9.9.9"), DOUBTFUL, message="the product takes no IP addresses"),
        case("an address in an EV list", many("9.9.9.9", "HTTPCSRHASH", product=410), request("a.fjord.no"), REFUSED,
             -4, "domainNames"),
        case("an address proven by a record", many("9.9.9.9", "CNAMECSRHASH"), request("a.fjord.no"), REFUSED, -4,
             "validationTokens"),
        case("an address proven by mail", many("9.9.9.9", None, dcvEmailAddresses="admin@fjord.no"),
             request(None, O="Fjord AS"), REFUSED, -4, "dcvEmailAddresses", message="validated by a file only"),
        case("too few tokens", many("a.fjord.no,b.fjord.no", "CNAMECSRHASH"), request("a.fjord.no"), REFUSED, -4,
             "validationTokens", message="1 item for 2 names"),
        case("a token for all beside others", many("a.fjord.no,b.fjord.no", "ALLCNAMECSRHASH,CNAMECSRHASH"),
             request("a.fjord.no"), REFUSED, -4, "validationTokens"),
        case("a token that does not exist", many("a.fjord.no", "HTTPSCSRHASH"), request("a.fjord.no"), REFUSED, -4,
             "validationTokens"),
        case("a token for all in small letters", many("a.fjord.no,b.fjord.no", "allcnamecsrhash"), request("a.fjord.no"),
             REFUSED, -4, "validationTokens", message="the nearest is ALLCNAMECSRHASH"),
        case("repeats, other letters and both forms of one name count once",
             many("a.fjord.no,A.fjord.no b\u00fccher.fjord.no, xn--bcher-kva.fjord.no"), request("a.fjord.no"), REFUSED, -4,
             "domainNames", domains=["a.fjord.no", "xn--bcher-kva.fjord.no"], message="'b\u00fccher' has characters"),
        case("mail addresses in the wrong order",
             many("a.fjord.no,b.elv.no", None, dcvEmailAddresses="admin@elv.no,admin@fjord.no"), request("a.fjord.no"),
             REFUSED, -4, "dcvEmailAddresses", message="belongs to 'b.elv.no'"),
        case("mail addresses in the order of the names",
             many("a.fjord.no,b.elv.no", None, dcvEmailAddresses="admin@fjord.no,admin@elv.no"), request("a.fjord.no"),
             DOUBTFUL, never=["validation.email-address"]),
        case("a mail address elsewhere", many("a.fjord.no", None, dcvEmailAddresses="me@elv.no"), request("a.fjord.no"),
             DOUBTFUL, rules=["validation.email-address"], message="names it as its contact"),
        case("no dcvEmailAddresses and no tokens", many("a.fjord.no", None), request("a.fjord.no"), REFUSED, -3,
             "dcvEmailAddresses", message="add dcvEmailAddresses, or validationTokens"),
        case("a primary name of 64 bytes is the common name",
             many(f"a.fjord.no,{LONG[1:]}", primaryDomainName=LONG[1:]), request("a.fjord.no"), ACCEPTED,
             commonName=LONG[1:], never=["coverage.primary-too-long"]),
        case("a primary name of 65 bytes leaves no common name", many(f"a.fjord.no,{LONG}", primaryDomainName=LONG),
             request("a.fjord.no"), ACCEPTED, commonName=None, rules=["coverage.primary-too-long"],
             effective={"maxSubjectCNs": "0"}, origins={"maxSubjectCNs": "default"}),
        case("a primary name of 65 bytes and a common name is wanted",
             many(f"a.fjord.no,{LONG}", primaryDomainName=LONG, maxSubjectCNs="1"), request("a.fjord.no"), REFUSED, -4,
             "primaryDomainName", rules=["coverage.primary-too-long"]),
        case("more common names than there can be", many("a.fjord.no", maxSubjectCNs="2"), request("a.fjord.no"), REFUSED,
             -4, "maxSubjectCNs", message="write a number from 0 to 1"),
        case("MDC without a primary name has no common name", many("a.fjord.no"), request("a.fjord.no"), ACCEPTED,
             commonName=None),
        case("UCC without one has the request's", many("a.fjord.no", product=492), request("a.fjord.no"), ACCEPTED,
             commonName="a.fjord.no"),
        case("UCC takes primaryDomainName first", many("a.fjord.no,b.fjord.no", product=492, primaryDomainName="b.fjord.no"),
             request("a.fjord.no"), ACCEPTED, commonName="b.fjord.no"),
        case("a request alone for many names is not shouted at", [["product", "335"]], request(), ACCEPTED, whole=False,
             needed=["countryName", "days", "dcvEmailAddresses", "domainNames", "localityName", "postalCode",
                     "serverSoftware", "streetAddress1"]),
        case("both lists", many("a.fjord.no", "CNAMECSRHASH", dcvEmailAddresses="CNAMECSRHASH"), request("a.fjord.no"),
             DOUBTFUL),
    ]


def single():
    return [
        case("www is added", form(), request("fjord.no"), ACCEPTED, domains=["fjord.no", "www.fjord.no"]),
        case("the apex is added", form(), request("www.fjord.no"), ACCEPTED, domains=["www.fjord.no", "fjord.no"]),
        case("nothing is added", form(omitAdditionalFQDN="Y"), request("fjord.no"), ACCEPTED, domains=["fjord.no"],
             never=["coverage.added-name"]),
        case("commonName wins", form(commonName="b.fjord.no", omitAdditionalFQDN="Y"), request("a.fjord.no"), ACCEPTED,
             domains=["b.fjord.no"]),
        case("alternative names are ignored", form(), request("a.fjord.no", ["a.fjord.no", "b.fjord.no"]), DOUBTFUL,
             message="b.fjord.no"),
        case("an unknown top level in commonName", form(commonName="fjord.wifi"), request(), REFUSED, -4, "commonName",
             detail="Invalid Internet TLD"),
        case("an unknown top level in the request", form(), request("fjord.wifi"), REFUSED, -4, "csr",
             detail="Invalid Internet TLD", message=".wifi"),
        case("an unknown top level in a list", many("a.fjord.no,fjord.corp"), request("a.fjord.no"), REFUSED, -4,
             "domainNames", detail="Invalid Internet TLD"),
        case("a name without a dot", form(), request("server1"), REFUSED, -4, "csr", detail="Invalid Internet TLD"),
        case("an underscore in a list", many("a_b.fjord.no"), request("a.fjord.no"), REFUSED, -4, "domainNames"),
        case("a URL in a list", many("https://a.fjord.no"), request("a.fjord.no"), REFUSED, -4, "domainNames"),
        case("asterisks in the wrong place add no name", form(35), request("w*.fjord.no"), REFUSED, -6,
             domains=["w*.fjord.no"]),
        case("a dot at the end", form(), request("fjord.no."), DOUBTFUL, message="write fjord.no instead",
             domains=["fjord.no", "www.fjord.no"]),
        case("xn-- and no Punycode", form(), request("xn--a-ecp.fjord.no"), DOUBTFUL, message="stands for no name",
             rules=["name.reserved-label"]),
        case("a name in another script is shown as people write it", form(), request("xn--bcher-kva.fjord.no"), ACCEPTED,
             message="reads 'b\u00fccher.fjord.no'"),
        case("a mail address that is none of the five", form(dcvMethod="EMAIL", dcvEmailAddress="ola@fjord.no"), request(),
             DOUBTFUL, message="none of the five", rules=["validation.email-address"], field="dcvEmailAddress"),
        case("a mail address at another domain", form(dcvMethod="EMAIL", dcvEmailAddress="admin@elv.no"), request(),
             DOUBTFUL, message="is not at the domain of", rules=["validation.email-address"], field="dcvEmailAddress"),
        case("a mail address at a public suffix", form(dcvMethod="EMAIL", dcvEmailAddress="admin@co.uk"),
             request("fjord.co.uk"), DOUBTFUL, message="is at a public suffix, which belongs to a registry",
             rules=["validation.email-address"], field="dcvEmailAddress"),
        case("a mail address below a public suffix", form(dcvMethod="EMAIL", dcvEmailAddress="admin@fjord.co.uk"),
             request("shop.fjord.co.uk"), DOUBTFUL, never=["validation.email-address"]),
        case("a mail address at a public suffix belongs to no other name",
             many("a.fjord.no,elv.co.uk", None, dcvEmailAddresses="admin@co.uk,admin@elv.co.uk"), request("a.fjord.no"),
             DOUBTFUL, rules=["validation.email-address"], field="dcvEmailAddresses"),
        case("a mail address for a wildcard", form(35, dcvMethod="EMAIL", dcvEmailAddress="postmaster@fjord.no"),
             request("*.fjord.no"), DOUBTFUL, never=["validation.email-address"]),
        case("a look-alike", form(), request("xn--pple-43d.fjord.no"), DOUBTFUL, rules=["name.look-alike", "name.international"]),
        case("a reserved address in a list", many("10.0.0.1", "HTTPCSRHASH"), request("a.fjord.no"), REFUSED, -4,
             "domainNames"),
    ]


def cases():
    return wildcards() + lists() + single()
