# SPDX-License-Identifier: Apache-2.0
"""Writes COUNT lines {"id":…,"csr":…} with the requests of TestVectors/batch; every thousandth is malformed.

usage: make_requests.py COUNT > requests.jsonl
"""
import itertools
import json
import pathlib
import sys

vectors = pathlib.Path(__file__).resolve().parent.parent / "TestVectors" / "batch" / "requests.jsonl"
requests = [json.loads(line)["csr"] for line in vectors.read_text().splitlines()]
for number, request in zip(range(int(sys.argv[1])), itertools.cycle(requests)):
    sys.stdout.write(json.dumps({"id": number, "csr": "broken" if number % 1000 == 999 else request}) + "\n")
