# SPDX-License-Identifier: Apache-2.0
"""Prints what an order for each request needs: example.py PRODUCT FILE…"""
from __future__ import annotations

import pathlib
import sys

import csrkit


def report(product: str, path: pathlib.Path) -> bool:
    """Prints the verdict and the proofs for the requests of a file; returns whether the CA accepts all of them."""
    data = path.read_bytes()
    inspection = csrkit.inspect(data)
    for failure in inspection.failures:
        print(f"{path}: {failure.message}")
    accepted = not inspection.failures
    for request, plan in zip(inspection.requests, csrkit.dcv(data).plans):
        check = csrkit.check({"product": product, "csr": data.decode("latin-1")})
        print(f"{path}: {request.common_name}: {check.verdict}")
        for finding in check.findings:
            print(f"  {finding.severity}: {finding.message}; fix: {finding.fix}")
        for name in plan.names:
            if name.http:
                print(f"  {name.name}: publish {name.http.path}")
            elif name.cname:
                print(f"  {name.name}: publish {name.cname.owner} CNAME {name.cname.target}")
        accepted = accepted and check.verdict != "refused"
    return accepted


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: example.py PRODUCT FILE…")
    results = [report(sys.argv[1], pathlib.Path(name)) for name in sys.argv[2:]]
    sys.exit(0 if all(results) else 1)
