# SPDX-License-Identifier: Apache-2.0
"""All merge modes and fields: in the request, in the form, in both."""

from . import case, form, request

FIELDS = {
    "organizationName": ("O", "Request AS", "Form AS"),
    "organizationalUnitName": ("OU", "Web", "Shop"),
    "postOfficeBox": ("POB", "11", "12"),
    "streetAddress1": ("STREET", "Request 1", "Form 1"),
    "streetAddress2": ("STREET", "Request 2", "Form 2"),
    "streetAddress3": ("STREET", "Request 3", "Form 3"),
    "localityName": ("L", "Bergen", "Oslo"),
    "stateOrProvinceName": ("ST", "Vestland", "Viken"),
    "postalCode": ("PC", "5003", "0150"),
    "countryName": ("C", "NO", "SE"),
}
USES = {  # mode: (request alone, form alone, both)
    "Y": ("csr", "parameter", "csr"), "N": ("csr", "parameter", "parameter"),
    "P": ("none", "parameter", "parameter"), "C": ("csr", "none", "csr"),
}
SITUATIONS = ("in the request", "in the form", "in both")


def subject_of(field, short, value):
    """A subject with one field; later street lines need the previous ones."""
    if short != "STREET":
        return {short: value}
    line = int(field[-1])
    return {"STREET": [f"Request {n}" for n in range(1, line + 1)]}


def cases():
    result = []
    for mode, uses in USES.items():
        for field, (short, in_request, in_form) in FIELDS.items():
            for situation, origin in zip(SITUATIONS, uses):
                subject = subject_of(field, short, in_request) if situation != "in the form" else {}
                fields = [["product", "7"], ["prioritiseCSRValues", mode]]
                if situation != "in the request":
                    fields.append([field, in_form])
                value = {"csr": in_request, "parameter": in_form, "none": None}[origin]
                result.append(case(
                    f"{mode}: {field} {situation}", fields, request(**subject), None, whole=False,
                    effective={field: value}, origins={field: origin}))
    both = [["product", "7"], ["organizationName", "Request AS"]]
    result.append(case("equal values come from both", both, request(O="Request AS"), None, whole=False,
                       effective={"organizationName": "Request AS"}, origins={"organizationName": "both"}))
    for mode, fields, rules in (
        ("Y", both, True), ("N", both, False), ("N", both[:1], True), ("P", both[:1], False), ("C", both, True),
    ):
        given = "given" if len(fields) > 1 else "not given"
        result.append(case(
            f"{mode}: two organizations in the request, and the form's is {given}",
            fields + [["prioritiseCSRValues", mode]], request(O=["Request AS", "Another AS"]), None, whole=False,
            **{"rules" if rules else "never": ["subject.attribute-repeated"]}))
    dummies = dict(zip(
        FIELDS, ("N/A", "none", "-", ".", "n/a", "- -", "Default City", "Some-State", "NULL")))
    for field, dummy in dummies.items():
        for mode, rule in (("Y", "rules"), ("N", "rules"), ("P", "rules"), ("C", "never")):
            result.append(case(
                f"{mode}: {field} is a placeholder", [["product", "7"], ["prioritiseCSRValues", mode], [field, dummy]],
                request(), None, whole=False, **{rule: ["merge.placeholder"]}
                | ({"field": field} if rule == "rules" else {})))
    hidden = [["product", "7"], ["localityName", "-"]]
    result.append(case("a placeholder in the form that the request overrides", hidden, request(L="Bergen"), None, whole=False,
                       never=["merge.placeholder"]))
    result.append(case("a placeholder in both is reported once", hidden, request(L="-"), None, whole=False,
                       rules=["subject.placeholder"], never=["merge.placeholder"]))
    result.append(case("Namibia is not a placeholder", [["product", "7"], ["countryName", "NA"]], request(), None,
                       whole=False, never=["merge.placeholder"]))
    long = [["product", "7"], ["organizationName", "x" * 70]]
    result.append(case("a long value is truncated", long, request(), "doubtful", whole=False,
                       effective={"organizationName": "x" * 64}, rules=["form.truncated-value"]))
    return result
