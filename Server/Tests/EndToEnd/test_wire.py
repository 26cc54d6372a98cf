# SPDX-License-Identifier: Apache-2.0
"""HTTP/1 at the level of bytes: input that browsers and curl do not send."""

import email.utils
import http.client
import json
import re
import socket
import ssl
import time

import pytest
from conftest import certificate


def exchange(server, octets):
    """Sends bytes and returns everything until the server closes the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(octets)
        answer = b""
        while part := connection.recv(1 << 16):
            answer += part
        return answer


def get(path, *fields, version="1.1"):
    return "\r\n".join([f"GET {path} HTTP/{version}", "host: x", *fields, "", ""]).encode()


def post(path, body, *fields):
    lines = [f"POST {path} HTTP/1.1", "host: x", "content-type: text/plain", f"content-length: {len(body)}", *fields, "", ""]
    return "\r\n".join(lines).encode() + body


CLOSE = "connection: close"


def test_malformed_http_gets_a_problem_document(server):
    for octets in [b"\x16\x03\x01\x02\x00\x01", b"hello\r\n\r\n", b"GET / HTTP/1.1\r\nhost x\r\n\r\n"]:
        head, _, body = exchange(server, octets).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400") and b"connection: close" in head
        assert json.loads(body)["type"] == "urn:csrkit:problem:unreadable"


def test_a_header_over_the_limit_is_rejected(server):
    assert exchange(server, get("/healthz", "x: " + "a" * (17 << 10))).startswith(b"HTTP/1.1 400")
    assert exchange(server, get("/healthz", *["x: a"] * 200)).startswith(b"HTTP/1.1 400")


def test_pipelined_requests_get_responses_in_order(server):
    sent = get("/healthz") + post("/v1/inspect", b"x") + get("/nowhere") + get("/healthz", CLOSE)
    assert re.findall(rb"HTTP/1.1 (\d+)", exchange(server, sent)) == [b"200", b"200", b"404", b"200"]


def test_a_connection_can_be_used_after_a_response_before_the_body(server):
    sent = post("/nowhere", bytes(1000)) + post("/v1/inspect", b"", "x: y") + get("/healthz", CLOSE)
    assert re.findall(rb"HTTP/1.1 (\d+)", exchange(server, sent)) == [b"404", b"200", b"200"]


def test_expect_100_continue_is_supported(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(post("/v1/inspect", b"", "expect: 100-continue").replace(b"length: 0", b"length: 5"))
        assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"hello")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
    refused = post("/v1/inspect", b"", "expect: 100-continue", CLOSE).replace(b"length: 0", b"length: 2000000")
    assert exchange(server, refused).startswith(b"HTTP/1.1 413")


def test_http_1_0_absolute_targets_and_chunked_bodies_are_supported(server):
    assert exchange(server, get("/healthz", version="1.0")).endswith(b"ok\n")
    kept = exchange(server, get("/healthz", "connection: keep-alive", version="1.0") + get("/healthz", version="1.0"))
    assert kept.count(b"ok\n") == 2 and b"connection: keep-alive" in kept
    assert exchange(server, get("http://example.com/healthz", CLOSE)).endswith(b"ok\n")
    assert exchange(server, get("http://example.com", CLOSE)).startswith(b"HTTP/1.1 200")
    chunked = b"POST /v1/inspect HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
    assert exchange(server, chunked + b"2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_a_response_has_a_length_and_a_date(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/v1/catalog/rules")
    answer = connection.getresponse()
    assert len(answer.read()) == int(answer.headers["content-length"])
    assert abs(email.utils.parsedate_to_datetime(answer.headers["date"]).timestamp() - time.time()) < 5
    connection.request("OPTIONS", "/")
    assert connection.getresponse().status == 204


def test_a_slow_tls_handshake_times_out(start, tmp_path):
    chain, key = certificate(tmp_path)
    server = start("--tls-certificate", chain, "--tls-key", key, "--idle-timeout", "2", scheme="https")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        begin = time.monotonic()
        with pytest.raises(OSError):
            for octet in b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(60):
                connection.sendall(bytes([octet]))
                time.sleep(0.2)
        assert time.monotonic() - begin < 8
    context = ssl.create_default_context(cafile=chain)
    with socket.create_connection(("localhost", server.port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname="localhost") as connection:
            connection.sendall(get("/healthz", CLOSE))
            assert connection.recv(1000).startswith(b"HTTP/1.1 200")
