# SPDX-License-Identifier: Apache-2.0
"""All products, with a valid form and with an empty one."""

from . import ACCEPTED, DOUBTFUL, case, form, request

SINGLE = [448, 488, 337, 7, 24, 34, 43, 62, 63, 64, 316, 318, 510, 791, 783, 788]
WILDCARD = [489, 35, 65, 322, 324, 511]
MULTIPLE = [492, 410, 335, 361, 583, 512, 792, 784, 789]
ALWAYS = {"serverSoftware", "streetAddress1", "localityName", "postalCode", "countryName"}


def needed(product, *others):
    names = ALWAYS | set(others)
    if product != 43:
        names.add("days")
    if product in WILDCARD:
        names.add("servers")
    if product in (337, 410):
        names.add("joiCountryName")
    if product in (783, 784, 788, 789):
        names.add("organizationIdentifier")
    if product in (788, 789):
        names |= {"ncaIdentifier", "accountServicingRole", "paymentInitiationRole", "accountInformationRole",
                  "paymentServiceRole"}
    if product in (791, 792):
        names.add("personalIdentifier")
    return sorted(names)


def cases():
    result = []
    for product in SINGLE + WILDCARD:
        req = request("*.fjord.no" if product in WILDCARD else "shop.fjord.no")
        changes = {"days": "90"} if product in (791, 783, 788) else {}
        result.append(case(f"{product}: a complete form", form(product, **changes), req, ACCEPTED))
        result.append(case(f"{product}: the request alone", [["product", str(product)]], req, ACCEPTED, whole=False,
                           needed=needed(product)))
    for product in MULTIPLE:
        req = request("a.fjord.no", ["a.fjord.no", "b.fjord.no"])
        changes = {"dcvMethod": None, "validationTokens": "CNAMECSRHASH,HTTPCSRHASH"}
        result.append(case(f"{product}: a complete form", form(product, **changes), req, ACCEPTED,
                           domains=["a.fjord.no", "b.fjord.no"],
                           commonName="a.fjord.no" if product in (492, 361) else None))
        result.append(case(f"{product}: the request alone", [["product", str(product)]], req, ACCEPTED, whole=False,
                           needed=needed(product, "dcvEmailAddresses")))
    result.append(case("44: a complete form", form(44), request("intranet"), DOUBTFUL))
    result.append(case("7 with a TrustLogo", form()[1:] + [["product", "7,36"]], request(), ACCEPTED))
    return result
