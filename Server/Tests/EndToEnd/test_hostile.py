# SPDX-License-Identifier: Apache-2.0
"""The server handles valid requests, whatever other clients do."""

import base64
import http.client
import json
import os
import pathlib
import random
import resource
import socket
import time
import urllib.parse

import pytest
from conftest import ROOT

MALFORMED = int(os.environ.get("CSRKIT_MALFORMED", "2000"))
IDLE = int(os.environ.get("CSRKIT_IDLE", "10000"))


def is_healthy(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/healthz")
    return connection.getresponse().read() == b"ok\n"


def exchange(server, octets, wait=5):
    """Sends bytes and returns what is received until the server closes the connection or a timeout."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as connection:
        answer = b""
        try:
            connection.sendall(octets)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(1 << 16):
                answer += part
        except OSError:
            pass
        return answer


def test_a_body_of_100_mib_is_rejected_before_it_is_read(start):
    server = start()
    before = server.memory()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest("POST", "/v1/inspect")
    connection.putheader("content-length", str(100 << 20))
    connection.endheaders()
    sent = 0
    try:
        while sent < 100 << 20:
            connection.send(bytes(1 << 16))
            sent += 1 << 16
    except OSError:
        pass
    assert sent < 100 << 20, "the entire body was accepted"
    assert is_healthy(server)
    assert server.memory() - before < 64 << 10


def test_a_body_that_is_too_large_gets_413(server):
    for head in [b"content-length: 1048577\r\n\r\n", b"transfer-encoding: chunked\r\n\r\n100001\r\n"]:
        answer = exchange(server, b"POST /v1/inspect HTTP/1.1\r\nhost: x\r\n" + head + bytes(0x100001) + b"\r\n0\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 413") and b"application/problem+json" in answer


def test_a_slow_header_and_a_slow_body_time_out(start):
    server = start("--idle-timeout", "2", "--request-timeout", "3")
    heads = [b"GET / HTTP/1.1\r\nx-", b"POST /v1/inspect HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n"]
    for head in heads:
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(head)
            begin = time.monotonic()
            with pytest.raises(OSError):
                while time.monotonic() - begin < 12:
                    time.sleep(0.3)
                    connection.sendall(b"a")
            assert time.monotonic() - begin < 8
    assert is_healthy(server)


def test_idle_connections_leave_room_for_the_next_request(start):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(IDLE, hard - 200)
    server = start("--idle-timeout", "120")
    before = server.memory()
    # 127.0.0.1 has about 28,000 client ports.
    connections = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(count)]
    assert is_healthy(server)
    each = (server.memory() - before) / count
    print(f"{count} idle connections, {each:.1f} KiB each")
    for connection in connections:
        connection.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert is_healthy(server)
    assert each < 64


def test_connections_over_the_limit_wait_until_another_closes(start):
    server = start("--max-connections", "5")
    held = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(5)]
    time.sleep(0.3)
    with socket.create_connection(("127.0.0.1", server.port), timeout=1) as waiting:
        waiting.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        with pytest.raises(TimeoutError):
            waiting.recv(100)
        held.pop().close()
        waiting.settimeout(10)
        assert waiting.recv(100).startswith(b"HTTP/1.1 200")
    for connection in held:
        connection.close()


def test_the_limit_of_connections_is_exact(start):
    server = start("--max-connections", "7", "--idle-timeout", "60")
    held = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(40)]
    time.sleep(0.5)
    for connection in held:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
    time.sleep(0.5)
    answered = 0
    for connection in held:
        connection.setblocking(False)
        try:
            answered += connection.recv(100).startswith(b"HTTP/1.1 200")
        except BlockingIOError:
            pass
        connection.setblocking(True)
    assert answered == 7
    for connection in held:
        connection.close()
    time.sleep(0.5)
    assert is_healthy(server)


def test_a_client_that_does_not_read_causes_no_work(start):
    server = start("--request-timeout", "3", "--idle-timeout", "3")
    before = server.memory()
    with socket.create_connection(("127.0.0.1", server.port), timeout=1) as connection:
        sent, begin = 0, time.monotonic()
        with pytest.raises(OSError):
            while time.monotonic() - begin < 15:
                try:
                    sent += connection.send(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n" * 1000)
                except TimeoutError:
                    continue
        assert time.monotonic() - begin < 10, "the connection was not closed"
    assert sent < 32 << 20
    assert server.memory() - before < 16 << 10
    assert is_healthy(server)


def multipart(body):
    return b'--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n' + body + b"\r\n--b--\r\n"


# The endpoints that read requests: path, media type, and how the bytes are wrapped.
WRAPPINGS = [
    ("/v1/inspect", "application/pkcs10", bytes),
    ("/v1/dcv", "application/octet-stream", bytes),
    ("/v1/check?complete=true", "application/json", lambda body: json.dumps({"product": 488, "csr": armored(body)}).encode()),
    ("/v1/merge", "application/json", lambda body: json.dumps({"csr": armored(body)}).encode()),
    ("/", "multipart/form-data; boundary=b", multipart),
    ("/proof?request=0", "multipart/form-data; boundary=b", multipart),
    ("/publish?request=0&format=zip", "multipart/form-data; boundary=b", multipart),
    ("/report?format=json", "multipart/form-data; boundary=b", multipart),
    ("/products/!DecodeCSR", "application/x-www-form-urlencoded",
     lambda body: urllib.parse.urlencode({"csr": armored(body), "showCN": "Y"}).encode()),
]


def armored(body):
    return base64.b64encode(body).decode()


def inputs(seed):
    """Mutations of the test vectors and the fuzz corpus; in one of five, the HTTP request is mutated, too."""
    source = random.Random(seed)
    files = [path.read_bytes() for path in sorted((ROOT / "TestVectors").rglob("*.der"))]
    corpus = pathlib.Path(os.environ.get("CSRKIT_FUZZ_CORPUS", ROOT / ".build/fuzz-corpus"))
    files += [path.read_bytes() for path in sorted(corpus.rglob("*"))[:5000] if path.is_file()]
    while True:
        body = bytearray(source.choice(files)[: 1 << 14])
        for _ in range(source.randrange(4)):
            if body:
                body[source.randrange(len(body))] = source.randrange(256)
        path, type, wrap = source.choice(WRAPPINGS)
        body = wrap(bytes(body))
        is_broken = source.random() < 0.2
        if is_broken:
            type = source.choice(WRAPPINGS)[1]
        head = f"POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: {type}\r\ncontent-length: {len(body)}\r\n\r\n".encode()
        if is_broken:
            head = bytearray(head)
            head[source.randrange(len(head))] = source.randrange(256)
        yield bytes(head + body)


def test_malformed_requests_never_cause_a_server_error(start):
    server = start()
    source = inputs(7)
    exchange(server, next(source))
    before = server.memory()
    statuses = {}
    for _ in range(MALFORMED):
        answer = exchange(server, next(source), wait=20)
        status = answer[9:12].decode("latin-1")
        statuses[status] = statuses.get(status, 0) + 1
    print(f"{MALFORMED} malformed requests: {statuses}")
    assert not any(status.startswith("5") for status in statuses), statuses
    assert is_healthy(server)
    assert server.memory() - before < 32 << 10
