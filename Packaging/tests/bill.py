# SPDX-License-Identifier: Apache-2.0
"""Validates a bill of materials against CycloneDX 1.6, and looks for what it must name: bill.py FILE"""
import json
import pathlib
import sys

text = pathlib.Path(sys.argv[1]).read_text()
bill = json.loads(text)
components = {component["name"]: component for component in bill["components"]}
programs = [name for name, component in components.items() if component["type"] == "application"]
assert programs, "no program"
for name in ("public-suffix-list", "debian.set", "libssl-dev", "libpsl-dev", "libidn2-dev", "swift-runtime"):
    assert name in components or programs == ["csrkit-server"], f"{name} is missing"
for name, component in components.items():
    assert component["licenses"] and component["version"], f"{name} has no licence or version"
if "csrkit" in programs:
    assert "swift-argument-parser" in components and "libsqlite3-dev" in components
if "csrkit-companion" in programs:
    assert any(name.startswith("libcurl4") for name in components) and "libpq5" in components
references = {component["bom-ref"] for component in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
for dependency in bill["dependencies"]:
    assert {dependency["ref"], *dependency["dependsOn"]} <= references, dependency["ref"]
try:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
except ImportError:
    print("the schema of CycloneDX is not available from PyPI")
    sys.exit(77)
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
if error:
    sys.exit(f"not valid: {error}")
