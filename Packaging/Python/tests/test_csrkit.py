# SPDX-License-Identifier: Apache-2.0
"""Tests the installed wheel. CSRKIT_VECTORS is the folder TestVectors."""
from __future__ import annotations

import base64
import concurrent.futures
import datetime
import json
import os
import pathlib
import resource
import subprocess
import sys
import time

import csrkit
import pytest

VECTORS = pathlib.Path(os.environ["CSRKIT_VECTORS"])
COMMAND = pathlib.Path(sys.executable).with_name("csrkit")
DAY = datetime.date(2026, 11, 29)
PASTED = (VECTORS / "readme/shop.example.com.txt").read_bytes()


def test_a_request_is_inspected_with_typed_results() -> None:
    inspection = csrkit.inspect(PASTED, as_of=DAY)
    (request,) = inspection.requests
    assert inspection.failures == ()
    assert request.common_name == "shop.example.com"
    assert [name.value for name in request.subject_alternative_names] == ["shop.example.com", "www.shop.example.com"]
    assert (request.key.algorithm, request.key.bits, request.key.verdict) == ("RSA", 2048, "clean")
    assert request.signature.valid is True
    assert request.digests.md5 == "54AA2E23A93471690FE41BE454B0E988"
    assert [finding.rule for finding in request.findings] == ["subject.placeholder", "subject.organizational-unit"]
    assert not request.is_refused


def test_the_document_is_that_of_the_command() -> None:
    run = subprocess.run(
        [COMMAND, "inspect", "--format", "json", "--as-of", f"{DAY}"], input=PASTED, capture_output=True, check=True
    )
    documents = json.loads(run.stdout)
    assert [request.document for request in csrkit.inspect(PASTED, as_of=DAY).requests] == documents


@pytest.mark.parametrize("data", [bytearray(PASTED), memoryview(PASTED), PASTED.decode("latin-1")])
def test_any_kind_of_bytes_and_text_is_accepted(data: bytearray | memoryview | str) -> None:
    assert csrkit.inspect(data).requests[0].common_name == "shop.example.com"


@pytest.mark.parametrize("data", [b"", b"\0\xff\xfe", b"hello", "\0", b"-----BEGIN CERTIFICATE REQUEST-----"])
def test_an_input_without_a_request_has_a_failure(data: bytes | str) -> None:
    inspection = csrkit.inspect(data)
    assert inspection.requests == () and inspection.failures[0].message


def test_an_order_is_checked() -> None:
    body = base64.encodebytes((VECTORS / "requests/sans/dns.der").read_bytes()).decode()
    pem = f"-----BEGIN CERTIFICATE REQUEST-----\n{body}-----END CERTIFICATE REQUEST-----\n"
    order: dict[str, str | int] = {"product": 488, "csr": pem}
    check = csrkit.check(order, as_of=DAY)
    assert check.verdict != "refused" and check.predicted is None and "days" in check.needed
    wildcard = csrkit.check({"product": 489, "csr": pem}, as_of=DAY)
    assert wildcard.verdict == "refused" and wildcard.predicted and wildcard.predicted.error_code == -6
    assert csrkit.check(order, complete=True).verdict == "refused"


def test_tokens_and_plans_agree() -> None:
    token = csrkit.token(PASTED, unique_value="abc123")
    (plan,) = csrkit.dcv(PASTED, unique_value="abc123").plans
    http = plan.names[0].http
    assert http is not None and (http.path, http.body) == (token.path, token.body)
    cname = csrkit.dcv(PASTED, method="cname", unique_value="abc123").plans[0].names[0].cname
    assert cname is not None and cname.owner.startswith(token.label) and cname.target == token.target


def test_errors_are_exceptions_with_a_kind() -> None:
    for call in (
        lambda: csrkit.token(b"hello"),
        lambda: csrkit.token(PASTED, unique_value="a-b"),
        lambda: csrkit.token(PASTED, unique_value="a\0b"),
        lambda: csrkit.dcv(PASTED, method="pigeon"),  # type: ignore[arg-type]
        lambda: csrkit.Inspector(["/nonexistent/list"]),
    ):
        with pytest.raises(csrkit.CSRKitError) as raised:
            call()
        assert raised.value.kind and str(raised.value)


def test_threads_share_the_inspector() -> None:
    expected = csrkit.inspect(PASTED, as_of=DAY)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(lambda _: csrkit.inspect(PASTED, as_of=DAY), range(400)))


def test_ten_thousand_requests_need_no_more_memory_and_a_tenth_of_the_time_of_processes() -> None:
    def peak() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def seconds(work: object, count: int) -> float:
        assert callable(work)
        start = time.perf_counter()
        for _ in range(count):
            work()
        return (time.perf_counter() - start) / count

    seconds(lambda: csrkit.inspect(PASTED), 1000)
    before = peak()
    called = seconds(lambda: csrkit.inspect(PASTED), 10_000)
    assert peak() - before < 4096, "KiB"
    run = seconds(
        lambda: subprocess.run([COMMAND, "inspect", "--format", "json"], input=PASTED, capture_output=True, check=True),
        100,
    )
    print(f"a call: {called * 1e6:.0f} µs, a process: {run * 1e6:.0f} µs: {run / called:.1f} times as long")
    assert run > 10 * called


def test_the_command_is_installed() -> None:
    assert subprocess.run([COMMAND, "--version"], capture_output=True, text=True, check=True).stdout.strip() == (
        csrkit.__version__
    )
