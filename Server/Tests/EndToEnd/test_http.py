# SPDX-License-Identifier: Apache-2.0
"""The running server responds, logs and stops as documented."""

import http.client
import json
import pathlib
import socket
import ssl
import subprocess
import urllib.error
import urllib.request

import pytest
from conftest import BINARY, ROOT, certificate


def call(url, body=None, type="text/plain", method=None, context=None):
    request = urllib.request.Request(url, data=body, method=method, headers={"content-type": type} if body is not None else {})
    try:
        with urllib.request.urlopen(request, timeout=20, context=context) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_the_health_check_returns_ok(server):
    status, headers, body = call(f"{server.url}/healthz")
    assert (status, body) == (200, b"ok\n")
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_inspect_returns_what_the_command_prints(server, request_of):
    pem = request_of().encode()
    status, _, body = call(f"{server.url}/v1/inspect", pem)
    assert status == 200
    commands = [ROOT / ".build/release/csrkit", ROOT / ".build/debug/csrkit"]
    command = max((path for path in commands if path.exists()), key=lambda path: path.stat().st_mtime, default=None)
    if command is None:
        pytest.skip("csrkit is not built")
    printed = subprocess.run([command, "inspect", "--format", "json"], input=pem, capture_output=True, check=False)
    assert json.loads(body) == json.loads(printed.stdout)


def test_the_log_contains_nothing_of_a_request(server, request_of):
    secret = "very-secret-name.example"
    call(f"{server.url}/v1/inspect?asOf=2026-01-01", request_of(f"/CN={secret}").encode())
    call(f"{server.url}/{secret}", b"x")
    call(f"{server.url}/v1/inspect?{secret}=1", b"x")
    log = server.log()
    assert '"route":"/v1/inspect"' in log
    assert secret not in log
    assert all(json.loads(line)["message"] for line in log.splitlines())


def test_metrics_have_no_labels_that_clients_choose(server):
    call(f"{server.url}/v1/catalog/rules")
    call(f"{server.url}/clients-own-path")
    status, headers, body = call(f"{server.url}/metrics")
    assert status == 200 and headers["content-type"].startswith("text/plain; version=0.0.4")
    text = body.decode()
    assert 'csrkit_http_requests_total{route="/v1/catalog/rules",method="GET",status="200"}' in text
    assert 'csrkit_http_request_duration_seconds_count{route="/v1/catalog/rules"}' in text
    assert "clients-own-path" not in text
    call(f"{server.url}/Products/!decodecsr?csr=x")
    call(f"{server.url}/products/%21DecodeCSR?csr=x")
    text = call(f"{server.url}/metrics")[2].decode()
    assert [line.split("\"")[1] for line in text.splitlines() if "duration_seconds_count" in line and "/products/" in line] == [
        "/products/!DecodeCSR"]
    status, headers, _ = call(f"{server.url}/metrics", b"", method="POST")
    assert status == 405 and headers["allow"] == "GET, HEAD"


def test_the_response_to_head_has_a_length_and_no_body(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("HEAD", "/")
    answer = connection.getresponse()
    assert answer.status == 200 and int(answer.headers["content-length"]) > 1000 and answer.read() == b""
    connection.request("GET", "/healthz")
    assert connection.getresponse().read() == b"ok\n"


def test_options_override_the_environment_which_overrides_the_file(start, tmp_path):
    file = tmp_path / "server.json"
    file.write_text(json.dumps({"metrics": False, "allowOrigins": "https://file.example", "maxConnections": 5}))
    running = start(
        "--config", str(file), "--max-connections", "7", environment={"CSRKIT_ALLOW_ORIGINS": "https://env.example"})
    assert call(f"{running.url}/metrics")[0] == 404
    request = urllib.request.Request(f"{running.url}/v1/catalog/data", headers={"origin": "https://env.example"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["access-control-allow-origin"] == "https://env.example"


@pytest.mark.parametrize("flags, words", [
    (["--prot", "1"], "unknown option --prot"), (["--port", "x"], "port must be an integer from 0 to 65535"),
    (["--host", "0.0.0.0"], "0.0.0.0 is not a loopback address"), (["--tls-key", "x"], "TLS requires both"),
    (["--metrics", "perhaps"], "metrics must be true or false"), (["--config", "/nowhere.json"], "cannot be read"),
    (["--tls-key", "/nowhere", "--tls-certificate", "/nowhere"], "cannot be read as PEM"), (["--port"], "the last option requires a value"),
    (["--tls-key", "k,.pem", "--tls-certificate", "c,.pem"], "the certificate c,.pem cannot be read as PEM"),
    (["--port", "8080", "--port", "8081"], "--port is given twice"), (["--host", "127.0.0.1,::1"], "127.0.0.1,::1"),
])
def test_an_invalid_setting_is_an_error(flags, words):
    ended = subprocess.run([BINARY, *flags], capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 64
    assert words in ended.stderr and ended.stderr.startswith("csrkit-server: error: ")


@pytest.mark.parametrize("settings, words", [
    ({"maxConections": 1}, "unknown key maxConections in the settings file"),
    ({"sandbox": {"tlsonly": True}}, "did you mean sandbox.tlsOnly?"),
    ({"tls": {"certificate": ["/nowhere"], "key": ["/nowhere"]}}, "cannot be read as PEM"),
    ({"tls": {}}, "tls has no settings in the settings file"), ({"sandbox": {"accounts": {}}}, "sandbox.accounts has no settings"),
    ({"port": 1.5}, "port must be an integer"), ({"metrics": "yes"}, "metrics must be true or false"),
    ({"host": 5}, "host must be a string"), ({"port": [1]}, "port must be an integer from 0 to 65535"), ([1], "cannot be read as a JSON object"),
])
def test_an_invalid_settings_file_is_an_error(tmp_path, settings, words):
    file = tmp_path / "server.json"
    file.write_text(json.dumps(settings))
    test_an_invalid_setting_is_an_error(["--config", str(file)], words)


@pytest.mark.parametrize("flags, environment, settings", [
    (["--allow-origins", "https://a.example,https://b.example"], {}, {}),
    ([], {"CSRKIT_ALLOW_ORIGINS": "https://a.example, https://b.example"}, {}),
    ([], {}, {"allowOrigins": ["https://a.example", "https://b.example"]}),
])
def test_several_origins_can_be_allowed(start, tmp_path, flags, environment, settings):
    file = tmp_path / "server.json"
    file.write_text(json.dumps(settings))
    running = start("--config", str(file), *flags, environment=environment)
    for origin in ["https://a.example", "https://b.example"]:
        request = urllib.request.Request(f"{running.url}/v1/catalog/data", headers={"origin": origin})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.headers["access-control-allow-origin"] == origin


def test_a_private_key_of_another_certificate_is_an_error(tmp_path):
    (tmp_path / "other").mkdir()
    chain, _ = certificate(tmp_path)
    _, key = certificate(tmp_path / "other")
    test_an_invalid_setting_is_an_error(
        ["--tls-certificate", chain, "--tls-key", key], "does not match the certificate")


def test_help_lists_every_setting_in_80_columns():
    shown = subprocess.run([BINARY, "--help"], capture_output=True, text=True, timeout=20, check=True).stdout
    assert "--tls-certificate FILE  (CSRKIT_TLS_CERTIFICATE)" in shown
    assert [line for line in shown.splitlines() if len(line) > 80] == []


def test_the_server_terminates_tls(start, tmp_path):
    chain, key = certificate(tmp_path)
    running = start("--tls-certificate", chain, "--tls-key", key, scheme="https")
    context = ssl.create_default_context(cafile=chain)
    status, headers, body = call(f"{running.url}/v1/inspect", b"x" * 300_000, context=context)
    assert status == 200 and json.loads(body)[0]["error"]
    # Other services share the host name on loopback.
    assert headers["strict-transport-security"] is None
    request = urllib.request.Request(f"{running.url}/", headers={"host": "csr.example.com"})
    with urllib.request.urlopen(request, timeout=10, context=context) as answer:
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert pathlib.Path(key).read_text() not in running.log()


def test_a_proxy_decides_whether_browsers_must_use_tls(start):
    running = start("--behind-proxy", "true")
    for scheme, value in [("https", "max-age=31536000"), ("http", None)]:
        request = urllib.request.Request(
            f"{running.url}/healthz", headers={"host": "csr.example.com", "x-forwarded-proto": scheme})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.headers["strict-transport-security"] == value


def test_the_program_checks_the_health_of_a_server_with_the_same_settings(start, tmp_path):
    chain, key = certificate(tmp_path)
    for flags in ([], ["--tls-certificate", chain, "--tls-key", key]):
        running = start(*flags, **({"scheme": "https"} if flags else {}))
        port = running.url.rpartition(":")[2]
        check = [BINARY, "--check-health", "--port", port, *flags]
        assert subprocess.run(check, timeout=20).returncode == 0
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        check = [BINARY, "--check-health", "--port", str(unused.getsockname()[1])]
        assert subprocess.run(check, timeout=20).returncode == 1


def test_a_request_that_arrives_with_the_signal_is_answered(start):
    running = start()
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    connection.connect()
    assert call(f"{running.url}/healthz")[0] == 200
    running.process.terminate()
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    assert running.process.wait(timeout=20) == 0


def test_open_requests_are_completed_after_sigterm(start):
    running = start("--shutdown-timeout", "10")
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    connection.putrequest("POST", "/v1/inspect")
    connection.putheader("content-type", "text/plain")
    connection.putheader("content-length", "10")
    connection.endheaders(b"01234")
    assert call(f"{running.url}/healthz")[0] == 200
    running.process.terminate()
    connection.send(b"56789")
    assert connection.getresponse().status == 200
    assert running.process.wait(timeout=20) == 0
