# SPDX-License-Identifier: Apache-2.0
"""All products, with a valid form and with an empty one."""

from . import ACCEPTED, DOUBTFUL, case, form, request

SINGLE = [448, 488, 337, 7, 24, 34, 43, 62, 63, 64, 316, 318, 510, 791, 783, 788]
WILDCARD = [489, 35, 65, 322, 324, 511]
MULTIPLE = [492, 410, 335, 361, 583, 512, 792, 784, 789]
# Products of AutoApplyOrder, which published clients order here.
RELATED_SINGLE = [291, 287, 330, 749, 556, 562, 567]
RELATED_WILDCARD = [289, 331, 750]
RELATED_MULTIPLE = [279, 751, 557, 563, 568]
RELATED = RELATED_SINGLE + RELATED_WILDCARD + RELATED_MULTIPLE
EV = (337, 410, 556, 557, 562, 563, 567, 568)
DV = (448, 488, 489, 492, 279, 287, 289, 291, 330, 331, 749, 750, 751)
WITHOUT_ORGANIZATION = DV + (510, 511, 512, 791, 792)
ADDRESS = ["countryName", "localityName", "postalCode", "streetAddress1"]
ALWAYS = {"serverSoftware", "streetAddress1", "localityName", "postalCode", "countryName"}


def needed(product, *others):
    names = ALWAYS | set(others)
    if product not in WITHOUT_ORGANIZATION:
        names.add("organizationName")
    if product not in (43, 291):
        names.add("days")
    if product in WILDCARD + RELATED_WILDCARD:
        names.add("servers")
    if product in EV:
        names.add("joiCountryName")
    if product in (783, 784, 788, 789):
        names.add("organizationIdentifier")
    if product in (788, 789):
        names |= {"ncaIdentifier", "accountServicingRole", "paymentInitiationRole", "accountInformationRole",
                  "paymentServiceRole"}
    if product in (791, 792):
        names.add("personalIdentifier")
    return sorted(names)


def contested(product):
    """The needed parameters that published clients omit for the product."""
    if product not in DV:
        return []
    return sorted(ADDRESS + (["servers"] if product in WILDCARD + RELATED_WILDCARD else []))


def cases():
    result = []
    for product in SINGLE + WILDCARD + RELATED_SINGLE + RELATED_WILDCARD:
        verdict = DOUBTFUL if product in RELATED else ACCEPTED
        req = request("*.fjord.no" if product in WILDCARD + RELATED_WILDCARD else "shop.fjord.no")
        changes = {"days": "90"} if product in (791, 783, 788) else {}
        result.append(case(f"{product}: a complete form", form(product, **changes), req, verdict))
        result.append(case(f"{product}: the request alone", [["product", str(product)]], req, verdict, whole=False,
                           needed=needed(product), contestedNeeds=contested(product)))
    for product in MULTIPLE + RELATED_MULTIPLE:
        verdict = DOUBTFUL if product in RELATED else ACCEPTED
        req = request("a.fjord.no", ["a.fjord.no", "b.fjord.no"])
        changes = {"dcvMethod": None, "validationTokens": "CNAMECSRHASH,HTTPCSRHASH"}
        result.append(case(f"{product}: a complete form", form(product, **changes), req, verdict,
                           domains=["a.fjord.no", "b.fjord.no"],
                           commonName="a.fjord.no" if product in (492, 361) else None))
        result.append(case(f"{product}: the request alone", [["product", str(product)]], req, verdict, whole=False,
                           needed=needed(product, "dcvEmailAddresses"), contestedNeeds=contested(product)))
    result.append(case("44: a complete form", form(44), request("intranet"), DOUBTFUL))
    result.append(case("7 with a TrustLogo", form()[1:] + [["product", "7,36"]], request(), ACCEPTED))
    return result
