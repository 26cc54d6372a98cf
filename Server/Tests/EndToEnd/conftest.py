# SPDX-License-Identifier: Apache-2.0
"""Starts the server program on a free port and stops it with SIGTERM."""

import base64
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = pathlib.Path(os.environ.get("CSRKIT_SERVER_BINARY", ROOT / "Server/.build/debug/csrkit-server"))
OUT = pathlib.Path(os.environ.get("CSRKIT_OUT", ROOT / "out/server"))


class Server:
    """A running server and its log."""

    def __init__(self, *flags, environment=None, scheme="http", seconds=30):
        # A file, since the server would block on a full pipe.
        self.file = tempfile.NamedTemporaryFile()
        self.process = subprocess.Popen(
            [BINARY, "--port", "0", *flags], stderr=self.file, env={**os.environ, **(environment or {})})
        try:
            self.port = self.wait_for_port(time.monotonic() + seconds)
        except BaseException:
            self.process.kill()
            raise
        self.url = f"{scheme}://localhost:{self.port}" if scheme == "https" else f"http://127.0.0.1:{self.port}"

    def wait_for_port(self, deadline):
        while time.monotonic() < deadline:
            for line in self.log().splitlines():
                if '"message":"listening"' in line:
                    return int(json.loads(line)["address"].rsplit(":", 1)[1])
            assert self.process.poll() is None, f"the server exited with {self.process.returncode}: {self.log()}"
            time.sleep(0.01)
        raise AssertionError(f"the server is not listening: {self.log()}")

    def log(self):
        """The complete lines of the log."""
        text = pathlib.Path(self.file.name).read_text()
        return text[: text.rfind("\n") + 1]

    def memory(self):
        """Resident memory in KiB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1])
        return 0

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def kill(self):
        """Kills the process."""
        self.process.kill()
        self.process.wait(timeout=30)


@pytest.fixture(scope="session")
def server():
    running = Server()
    yield running
    assert running.stop() == 0


@pytest.fixture
def start():
    """Starts a separate server for a test."""
    running = []

    def make(*flags, **options):
        running.append(Server(*flags, **options))
        return running[-1]

    yield make
    for each in running:
        each.stop()


@pytest.fixture(scope="session")
def request_of(tmp_path_factory):
    """Creates a request with a new P-256 key, in PEM."""
    folder = tmp_path_factory.mktemp("requests")

    def make(subject="/CN=www.example.com", *options):
        command = ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        command += ["-keyout", str(folder / "key.pem"), "-subj", subject, *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return make


def certificate(folder):
    """The paths of a certificate for localhost and its key."""
    chain, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    return str(chain), str(key)


def der_of(pem):
    """The DER of a request in PEM."""
    return base64.b64decode("".join(line for line in pem.splitlines() if not line.startswith("-----")))


try:
    from browser import chromium, visit  # noqa: E402, F401
except pytest.skip.Exception:
    pass  # The modules that use them are skipped as well.
