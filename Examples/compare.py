# SPDX-License-Identifier: Apache-2.0
"""Compares outputs of `csrkit batch`: the same results for the same requests in the same order.

usage: compare.py EXPECTED FOUND…

Only the index and line differ: they count within what one process was given.
"""
import itertools
import json
import sys


def reports(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                report["source"].pop("index", None)
                report["source"].pop("line", None)
                yield report


count = 0
for expected, found in itertools.zip_longest(reports(sys.argv[1:2]), reports(sys.argv[2:])):
    if expected != found:
        sys.exit(f"record {count} differs:\n  {str(expected)[:300]}\n  {str(found)[:300]}")
    count += 1
print(f"{count} records are equal")
