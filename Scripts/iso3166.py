#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes Sources/AutoApplySSL/Identifiers/CountryCode+Table.swift from Debian's iso-codes package.

Usage: Scripts/iso3166.py [iso_3166-1.json]    (apt-get install iso-codes)
"""
import json
import pathlib
import string
import subprocess
import sys

source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/iso-codes/json/iso_3166-1.json")
target = pathlib.Path(__file__).resolve().parent.parent / "Sources/AutoApplySSL/Identifiers/CountryCode+Table.swift"
version = subprocess.run(
    ["dpkg-query", "-W", "-f", "${Version}", "iso-codes"], capture_output=True, text=True, check=True).stdout
day = subprocess.run(["date", "-u", "-r", str(source), "+%Y-%m-%d"], capture_output=True, text=True, check=True)
codes = sorted(country["alpha_2"] for country in json.loads(source.read_text())["3166-1"])
rows = "\n".join(
    f'    "{"".join(code[1] for code in codes if code[0] == letter)}",  // {letter}' for letter in string.ascii_uppercase)
target.write_text(f"""// SPDX-License-Identifier: Apache-2.0
// Written by Scripts/iso3166.py; do not edit.

extension CountryCode {{
  /// What the snapshot was made from.
  public static let origin = "Debian iso-codes {version}"
  /// The day of the snapshot.
  public static let date = "{day.stdout.strip()}"
  /// How many codes there are.
  public static let count = {len(codes)}

  /// For each first letter, A to Z, the second letters.
  static let second: [String] = [
{rows}
  ]
}}
""")
