# SPDX-License-Identifier: Apache-2.0
"""What published clients and users send: where the reference and they disagree, and the mistakes that they make."""

from . import ACCEPTED, ADDRESS, DOUBTFUL, REFUSED, case, form, request
from .names import many

ADDRESS_LINES = [name for name in ADDRESS if name != "organizationName"]
BARE = {name: None for name in ADDRESS}
CONTESTED = {"contested": ["form.missing-parameter"], "never": ["form.invalid-value"]}


def bare_orders():
    """DV orders without an address, as published clients send them."""
    wild = request("*.fjord.no")
    result = [
        case(f"{product}: a DV order without an address", form(product, **BARE), request(), DOUBTFUL, **CONTESTED,
             field="streetAddress1", message="published clients")
        for product in (448, 488, 287, 330, 749)
    ]
    result += [
        case(f"{product}: a DV wildcard without an address and servers", form(product, **BARE, servers=None), wild,
             DOUBTFUL, **CONTESTED, field="servers")
        for product in (489, 289, 331, 750)
    ]
    result += [
        case(f"{product}: a DV list without an address", many("a.fjord.no", product=product, **BARE), request("a.fjord.no"),
             DOUBTFUL, **CONTESTED)
        for product in (492, 279, 751)
    ]
    result += [
        case(f"488: no {name}", form(488, **{name: None}), request(), DOUBTFUL, **CONTESTED, field=name)
        for name in ADDRESS_LINES
    ]
    for mode in "YNPC":
        result.append(case(f"488: no address in mode {mode}", form(488, prioritiseCSRValues=mode, **BARE), request(),
                           DOUBTFUL, **CONTESTED))
    result += [
        case(f"{product}: an OV or EV order without an address", form(product, **BARE), request(), REFUSED, -3)
        for product in (7, 24, 337, 556)
    ]
    result += [
        case(f"{product}: no {name} in an OV or EV order", form(product, **{name: None}), request(), REFUSED, -3, name)
        for product in (24, 337) for name in ADDRESS_LINES
    ]
    return result + [
        case("35: servers is missing from an OV wildcard order", form(35, servers=None), wild, REFUSED, -3, "servers"),
        case("488: no server software", form(488, serverSoftware=None), request(), REFUSED, -3, "serverSoftware"),
        case("488: the reference requires what the request has", form(488, **BARE),
             request(STREET="Bryggen 1", L="Bergen", PC="5003", C="NO"), ACCEPTED, never=["form.missing-parameter"]),
    ]


def other_products():
    """Products of AutoApplyOrder, and codes that nobody lists."""
    wild = request("*.fjord.no")
    here = {"rules": ["product.other-endpoint"], "never": ["product.invalid"]}
    result = [
        case(f"{code} corresponds to {other}", form(code), req, DOUBTFUL, **here, message=f"order {other} (",
             contested=["product.other-endpoint"])
        for code, other, req in (
            (287, 488, request()), (289, 489, wild), (291, 488, request()), (330, 488, request()), (331, 489, wild),
            (749, 488, request()), (750, 489, wild), (556, 337, request()), (562, 337, request()), (567, 337, request()))
    ]
    result += [
        case(f"{code} corresponds to {other}", many("a.fjord.no", product=code), request("a.fjord.no"), DOUBTFUL, **here,
             message=f"order {other} (")
        for code, other in ((279, 492), (751, 492), (557, 410), (563, 410), (568, 410))
    ]
    result += [
        case(f"{code}: a plain name for a wildcard product", form(code), request(), REFUSED, -6, certainty="inferred",
             **here) for code in (289, 331, 750)
    ]
    result += [
        case(f"{code}: a wildcard for a plain product", form(code), wild, REFUSED, -5, certainty="inferred", **here)
        for code in (287, 330, 749, 556)
    ]
    result += [
        case(f"{code}: a code without a product", form(code), request(), REFUSED, -4, "product",
             message="csrkit catalog products", never=["product.other-endpoint"]) for code in (487, 288, 290, 1, 99999)
    ]
    result += [
        case(f"{code}: a code that the reference mentions elsewhere", form(code), request(), DOUBTFUL,
             contested=["product.invalid"]) for code in (732, 786, 787)
    ]
    return result + [
        case("289 with two asterisks", form(289), request("*.*.fjord.no"), REFUSED, -6, certainty="inferred"),
        case("289 with two names in domainNames", form(289, domainNames="a.fjord.no"), wild, REFUSED, -83,
             certainty="inferred"),
        case("557 with a wildcard in its list", many("*.fjord.no", product=557), request(), REFUSED, -4, "domainNames"),
        case("330 with an address as its name", form(330, dcvMethod="HTTP_CSR_HASH"), request("9.9.9.9"), REFUSED, -35,
             certainty="inferred"),
        case("337 keeps its certainty", form(337), wild, REFUSED, -5, certainty="documented"),
    ]


def terms():
    """Terms that the reference does not list for most products."""
    days = [
        case(f"{days} days", form(488, days=str(days)), request(), DOUBTFUL, contested=["form.invalid-value"],
             field="days", rules=["form.invalid-value", "validity.200-days"])
        for days in (366, 370, 374, 395, 455, 761, 1185)
    ]
    days += [
        case(f"{days} days, within the limit of one certificate", form(24, days=str(days)), request(), DOUBTFUL,
             contested=["form.invalid-value"], never=["validity.200-days"]) for days in (30, 90, 180, 199, 200)
    ]
    days += [
        case(f"{days} days", form(24, days=days), request(), REFUSED, -4, "days")
        for days in ("0", "-1", "1917", "100000", "1e3", "366.5")
    ]
    days += [
        case(f"{days} days for a qualified certificate", form(783, days=str(days)), request(), REFUSED, -4, "days")
        for days in (91, 366)
    ]
    return days + [case(f"{days} days as listed", form(24, days=str(days)), request(), ACCEPTED) for days in (730, 1826)]


def parameters():
    """Parameters of the CA's other endpoints."""
    owners = {
        "orderNumber": "AutoUpdateDCV, CollectSSL", "newMethod": "AutoUpdateDCV", "newDCVEmailAddress": "AutoUpdateDCV",
        "queryType": "CollectSSL", "showValidityPeriod": "CollectSSL", "showCSR": "DecodeCSR",
        "showCSRHashes2": "DecodeCSR", "domainName": "GetDCVEmailAddressList", "revocationReason": "AutoRevokeSSL",
        "exactOrder": "AutoReplaceSSL", "OrderNumber": "AutoUpdateDCV",
    }
    return [
        case(f"{name} is a parameter of {owner}", form() + [[name, "1"]], request(), REFUSED, -2, name, message=owner)
        for name, owner in owners.items()
    ]


def organizations():
    """Orders for organizations without one."""
    none = {"organizationName": None}
    missing = {"rules": ["merge.organization-missing"], "message": "organizationName is missing"}
    return [
        case(f"{product}: no organization", form(product, **none, **more), request(), DOUBTFUL, **missing)
        for product, more in ((24, {}), (7, {}), (337, {}), (783, {"days": "365"}), (556, {}))
    ] + [
        case("24: the request has the organization", form(24, **none), request(O="Fjord AS"), ACCEPTED),
        case("24: the request alone has no organization", [["product", "24"]], request(), ACCEPTED, whole=False,
             needed=["countryName", "days", "localityName", "organizationName", "postalCode", "serverSoftware",
                     "streetAddress1"]),
        case("24: the request alone has the organization", [["product", "24"]], request(O="Fjord AS"), ACCEPTED,
             whole=False,
             needed=["countryName", "days", "localityName", "postalCode", "serverSoftware", "streetAddress1"]),
    ]


def notation():
    """Names, tokens and identifiers in another notation."""
    two = "a.fjord.no,b.fjord.no"
    plain = request("a.fjord.no")
    wrong = {"rules": ["coverage.notation"], "never": ["name.illegal-character", "name.form"]}
    result = [
        case(f"names between {mark!r}", many(f"a.fjord.no{mark}b.fjord.no", product=492), plain, REFUSED, -4, "domainNames",
             message=f"write domainNames={two}", **wrong) for mark in (";", "; ", "|", " ; ", "\uff0c")
    ]
    result += [
        case(f"names between {mark!r}", many(f"a.fjord.no{mark}b.fjord.no", product=492), plain, ACCEPTED,
             domains=["a.fjord.no", "b.fjord.no"], never=["coverage.notation"])
        for mark in (",", " ", "\n", "\r\n", ", ", "\t", " , ")
    ]
    result += [
        case(f"an address in brackets: {text}", many(f"a.fjord.no,{text}", "CNAMECSRHASH,HTTPCSRHASH"), plain, REFUSED, -4,
             "domainNames", message=f"a.fjord.no,{text[1:-1]}", **wrong)
        for text in ("[2620:fe::fe]", "[2620:FE::9]", "[9.9.9.9]", "[2620:fe:0:0:0:0:0:fe]", "[2001:4860:4860::8888]")
    ]
    result += [
        case("two names as commonName", form(24, commonName="a.fjord.no;b.fjord.no"), plain, REFUSED, -4, "commonName",
             message="send one name", **wrong),
        case("tokens between semicolons", many(two, "CNAMECSRHASH;CNAMECSRHASH"), plain, REFUSED, -4, "validationTokens",
             message="commas and white space separate items"),
    ]
    for names, distinct in (("a.fjord.no,a.fjord.no,b.fjord.no", 2), ("a.fjord.no,A.Fjord.no,b.fjord.no", 2),
                            ("b.fjord.no,a.fjord.no,B.FJORD.NO", 2), ("a.fjord.no,a.fjord.no", 1)):
        count = names.count(",") + 1
        result += [
            case(f"{names}: {distinct} tokens", many(names, ",".join(["HTTPCSRHASH"] * distinct), product=492), plain, None,
                 message=f"has {distinct} distinct name", never=["validation.list"]),
            case(f"{names}: {count} tokens", many(names, ",".join(["HTTPCSRHASH"] * count), product=492), plain, DOUBTFUL,
                 message=f"send {distinct} token", rules=["validation.list"]),
            case(f"{names}: {count + 1} tokens", many(names, ",".join(["HTTPCSRHASH"] * (count + 1)), product=492), plain,
                 REFUSED, -4, "validationTokens", message=f"for {distinct} name"),
        ]
    result += [
        case(f"ncaIdentifier {text}", form(788, days="365", ncaIdentifier=text), request(), REFUSED, -121,
             message="write NO-FSA") for text in ("no-fsa", "NO-fsa", "no-FSA", "No-Fsa", "NO-Fsa")
    ]
    result += [
        case("organizationIdentifier in small letters", form(783, days="365", organizationIdentifier="ntrno-123456789"),
             request(), REFUSED, -121, message="write NTRNO-123456789"),
        case("personalIdentifier in small letters", form(791, days="365", personalIdentifier="pasno-p3000180"), request(),
             REFUSED, -121, message="write PASNO-p3000180"),
    ]
    for code in ("UK", "EU", "XX1", "England", "uk"):
        result.append(case(f"the request has {code}, and the form GB", form(488, countryName="GB"), request(C=code), None,
                           message="send prioritiseCSRValues=N"))
    return result + [
        case("the form's GB counts in mode N", form(488, countryName="GB", prioritiseCSRValues="N"), request(C="UK"),
             ACCEPTED),
        case("neither country is one", form(488, countryName="ZQ"), request(C="UK"), REFUSED, -7, message="write GB"),
    ]


def placeholders():
    """Placeholders in DV orders, whose certificate contains none of them."""
    note = {"rules": ["merge.placeholder"], "message": "a DV certificate does not contain the value"}
    return [
        case(f"488: {text} as the street", form(488, streetAddress1=text), request(), ACCEPTED, **note)
        for text in ("NA", "N/A", "-", "none", "n/a", "--")
    ] + [
        case("488: NA as the organization", form(488, organizationName="NA"), request(), ACCEPTED, **note),
        case("289: NA as the state", form(289, stateOrProvinceName="NA"), request("*.fjord.no"), DOUBTFUL, **note),
        case("488: NA in the request", form(488, organizationName=None), request(O="NA"), ACCEPTED,
             rules=["subject.placeholder"], message="a DV certificate does not contain the value"),
        case("24: NA as the street", form(24, streetAddress1="NA"), request(), DOUBTFUL, rules=["merge.placeholder"]),
        case("337: N/A as the street", form(337, streetAddress1="N/A"), request(), DOUBTFUL, rules=["merge.placeholder"]),
        case("24: NA in the request", form(24, organizationName=None), request(O="NA"), DOUBTFUL,
             rules=["subject.placeholder"]),
    ]


def causes():
    """A name that the product does not cover, with a method that could not validate it either."""
    wild = request("*.fjord.no")
    return [
        case(f"{product}: a wildcard and {method}", form(product, dcvMethod=method), wild, REFUSED, -5,
             rules=["validation.impossible"])
        for product in (488, 24, 337, 287) for method in ("HTTP_CSR_HASH", "HTTPS_CSR_HASH")
    ] + [
        case(f"{product}: an address and CNAME_CSR_HASH", form(product), request("9.9.9.9"), REFUSED, -35,
             rules=["validation.impossible"]) for product in (488, 24, 337)
    ] + [
        case("410: a wildcard in the list and a file", many("*.fjord.no", "HTTPCSRHASH", product=410), request("a.fjord.no"),
             REFUSED, -4, "domainNames"),
        case("489: a wildcard that a file cannot prove", form(489, dcvMethod="HTTP_CSR_HASH"), wild, REFUSED, -4,
             "dcvMethod"),
    ]


def cases():
    return (
        bare_orders() + other_products() + terms() + parameters() + organizations() + notation() + placeholders()
        + causes()
    )
