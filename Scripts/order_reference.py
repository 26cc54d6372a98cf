#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Extracts facts from the AutoApplySSL request reference into three tables in TestVectors/orders/reference/.

Usage: Scripts/order_reference.py REFERENCE.txt

REFERENCE.txt is the text of https://docs.sectigo.com/sps/auto-apply-ssl/request as a browser's "save as text" has it.
parameters.tsv: name, requirement, type, maximum length (or -), what becomes of a longer value, "only" clause (or -),
default (or -). products.tsv: code, family. errors.tsv: code, message with ASCII quotes.
"""
import pathlib
import re
import sys

text = pathlib.Path(sys.argv[1]).read_text()
target = pathlib.Path(__file__).resolve().parent.parent / "TestVectors/orders/reference"
target.mkdir(parents=True, exist_ok=True)


def between(start, end):
    return text[text.index(start) + len(start):text.index(end)]


def write(name, header, rows):
    lines = ["\t".join(header)] + ["\t".join(row) for row in rows]
    (target / name).write_text("\n".join(lines) + "\n")


lines = [line.strip() for line in between("Max.Length Description", "Sample request\n\ncurl").split("\n") if line.strip()]
starts = []
for index, line in enumerate(lines):
    if line in ("required", "optional", "conditional") and lines[index + 1] in ("string", "integer", "char"):
        first = index
        while first > 0 and re.fullmatch(r"[A-Za-z]+[0-9]?", lines[first - 1]):
            first -= 1
        starts.append((first, index))

rows = []
for number, (first, index) in enumerate(starts):
    end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
    length = re.fullmatch(r"(\d+) chars?", lines[index + 2])
    prose = " ".join(lines[index + 2:end])
    only = re.search(r"\(([^()]*) only\)", prose)
    default = re.search(r"(?:value|it) defaults to ([A-Z_0-9]+)[.,]", prose)
    for name in lines[first:index]:
        rows.append([
            name, lines[index], lines[index + 1], length.group(1) if length else "-",
            "truncated" if "be truncated" in prose else "-", only.group(1) if only else "-",
            default.group(1) if default else "-"])
write("parameters.tsv", ["name", "requirement", "type", "maximum", "longer", "only", "default"], rows)

products, family = [], ""
for line in between("product code integers.", "The validity period, in years.").split("\n"):
    heading = re.fullmatch(r"\s*•\s+(.*):", line)
    entry = re.fullmatch(r"\s*•\s+(\d+)\s+—\s.*", line)
    if heading:
        family = "TrustLogo" if "TrustLogo" in heading.group(1) else heading.group(1)
    elif "TrustLogo can be ordered" in line or "TrustLogo with product" in line:
        family = "TrustLogo"
    if entry:
        products.append([entry.group(1), "TrustLogo" if "TrustLogo" in line else family])
write("products.tsv", ["code", "family"], products)

errors = []
table = [line for line in text[text.rindex("Error Code Error Message Description"):].split("\n")[1:] if line.strip()]
quotes = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
for index, line in enumerate(table):
    if re.fullmatch(r"-\d+", line):
        errors.append([line, table[index + 1].translate(quotes)])
write("errors.tsv", ["code", "message"], errors)
