# SPDX-License-Identifier: Apache-2.0
"""Compares the rules with pkilint, which judges certificates: a throw-away CA signs the content of each vector's request.

Usage: pkilint_comparison.py PACKAGE
Exit status: 0 if pkilint judges each request as the table in docs/linter-comparison.md says, 77 if it is not installed.
"""
import base64, json, pathlib, re, subprocess, sys, tempfile

try:
    from pkilint import etsi, loader
    from pkilint.cabf import serverauth
    from pkilint.cabf.serverauth import serverauth_constants
    from pkilint.etsi import etsi_constants
    from pkilint.pkix import certificate
except ImportError:
    print("not installed: pkilint")
    sys.exit(77)

PACKAGE = pathlib.Path(sys.argv[1])
TABLE = PACKAGE / "docs" / "linter-comparison.md"


def rows():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 6 and cells[0].startswith("`"):
            yield cells[0].strip("`"), cells[1], cells[2].strip("`"), cells[3], cells[4]


class Authority:
    """A CA whose key exists only while this program runs."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key",
                 "-out", "ca.pem", "-subj", "/CN=Throw-away CA", "-days", "30")

    def run(self, *arguments, data=None):
        done = subprocess.run(["openssl", *arguments], cwd=self.folder, input=data, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def certificate(self, request):
        """The certificate with the subject, the key and all extensions of a request."""
        (self.folder / "request.der").write_bytes(request)
        return self.run("x509", "-req", "-inform", "DER", "-in", "request.der", "-CA", "ca.pem", "-CAkey", "ca.key",
                        "-set_serial", "0x1D0C5B7E9A3F4C21", "-days", "30", "-copy_extensions", "copyall", "-outform",
                        "DER")


def requests(rule):
    """The request that violates a rule and the one that satisfies it, in the vectors of requests or of orders.

    After a colon is the name of an order that violates the rule in another way.
    """
    rule, _, name = rule.partition(": ")
    folder = PACKAGE / "TestVectors" / "rules" / rule
    if folder.exists():
        return [(folder / f"{name}.der").read_bytes() for name in ("fails", "passes")]
    document = json.loads((PACKAGE / "TestVectors" / "orders" / "rules.json").read_text(encoding="utf-8"))
    names = {case["name"]: case.get("request") for case in document["cases"]}
    return [base64.b64decode(document["requests"][names[f"{rule}: {state}"]]) for state in (name or "violated", "satisfied")]


def validators(kind):
    if kind.startswith("Q") or kind.startswith("NCP"):
        value = etsi_constants.CertificateType[kind]
        return etsi.create_decoding_validators(value), etsi.create_validators(value)
    value = serverauth_constants.CertificateType[kind + "_FINAL_CERTIFICATE"]
    return serverauth.create_decoding_validators(), serverauth.create_validators(value)


def findings(der, kind):
    document = loader.load_certificate(der, "certificate")
    container = certificate.create_pkix_certificate_validator_container(*validators(kind))
    results = container.validate(document.root)
    return {description.finding.code for result in results for description in result.finding_descriptions}


def main():
    differences, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(folder)
        for rule, kind, code, *expected in rows():
            count += 1
            for request, state, judgement in zip(requests(rule), ("violating", "satisfying"), expected):
                found = findings(authority.certificate(request), kind)
                actual = "found" if code in found else "not found"
                if actual != judgement:
                    differences.append(f"{rule} {kind} {state}: {code} {actual}; {sorted(found)}")
    for difference in differences:
        print(difference)
    print(f"{count} rows")
    sys.exit(1 if differences or count < 15 else 0)


main()
