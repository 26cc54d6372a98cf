# SPDX-License-Identifier: Apache-2.0
"""The sandbox's ledger: orders survive crashes, and several servers can share one database."""

import concurrent.futures
import http.client
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
from conftest import BINARY, Server
from sandbox import accounts, order

KILLS = int(os.environ.get("CSRKIT_KILLS", "100"))


def rows(file):
    """The orders of the ledger: order numbers by token."""
    with sqlite3.connect(file) as database:
        found = database.execute("SELECT number, sha256, uniqueValue FROM ledger").fetchall()
    return {(sha256, value): 8_000_000 + number for number, sha256, value in found}


def test_orders_survive_a_restart(start, tmp_path, request_of):
    flags = ["--sandbox-accounts", accounts(tmp_path, credit="25.00"), "--sandbox-ledger", str(tmp_path / "ledger.sqlite")]
    pem = request_of()
    server = start(*flags)
    first = order(server, csr=pem, foreignOrderNumber="A-1", uniqueValue="abc")
    assert first["errorCode"] == "0" and server.stop() == 0
    server = start(*flags)
    assert order(server, csr=pem, uniqueValue="abc")["errorCode"] == "-55"
    used = order(server, csr=request_of(), foreignOrderNumber="A-1", checkFONIsUnique="Y")
    assert (used["errorCode"], used["errorItem"]) == ("-4", "foreignOrderNumber")
    again = order(server, csr=pem)
    assert len(again["uniqueValue"]) == 8 and int(again["orderNumber"]) > int(first["orderNumber"])
    assert order(server, csr=request_of())["errorCode"] == "-15"


def test_a_killed_server_neither_loses_nor_duplicates_orders(start, tmp_path, request_of):
    ledger = tmp_path / "ledger.sqlite"
    flags = ["--sandbox-accounts", accounts(tmp_path), "--sandbox-ledger", str(ledger), "--log-level", "notice"]
    pem = request_of()
    answered, refused, sent, is_responding = {}, [], set(), threading.Event()
    source = random.Random(55)

    def client(server, round, place):
        for count in range(1_000):
            value = f"r{round}c{place}n{count}"
            sent.add(value)
            try:
                answer = order(server, csr=pem, uniqueValue=value)
            except (OSError, http.client.HTTPException):
                return
            if answer["errorCode"] != "0":
                refused.append(answer)
                return
            answered[value] = int(answer["orderNumber"])
            is_responding.set()

    for round in range(KILLS):
        server = Server(*flags)
        clients = [threading.Thread(target=client, args=(server, round, place)) for place in range(3)]
        for each in clients:
            each.start()
        # Every second round is killed between orders, the others before or during the first, on slow machines, too.
        is_responding.clear()
        if round % 2:
            is_responding.wait(30)
        time.sleep(source.uniform(0.02, 0.2))
        server.kill()
        for each in clients:
            each.join()
    server = start(*flags)
    kept = rows(ledger)
    numbers = {value: number for (_, value), number in kept.items()}
    print(f"killed {KILLS} times: {len(answered)} orders confirmed, {len(kept)} in the ledger")
    assert refused == []
    assert answered and all(numbers[value] == number for value, number in answered.items())
    assert len(set(answered.values())) == len(answered), "duplicate order number"
    assert set(numbers) <= sent
    assert order(server, csr=pem, uniqueValue=next(iter(answered)))["errorCode"] == "-55"
    assert order(server, csr=pem, uniqueValue="theEnd")["errorCode"] == "0"
    assert server.stop() == 0


def test_a_ledger_with_orders_of_an_earlier_version_is_an_error(start, tmp_path):
    ledger = tmp_path / "ledger.sqlite"
    flags = ["--sandbox-accounts", accounts(tmp_path), "--sandbox-ledger", str(ledger)]
    assert start(*flags).stop() == 0
    with sqlite3.connect(ledger) as database:
        database.execute("DROP TABLE ledger_order")
        reference = '{"account":"fjord","cost":1000}'
        database.execute("INSERT INTO ledger (sha256, uniqueValue, reference, time) VALUES ('00', '', ?, 0)", [reference])
    shown = subprocess.run([BINARY, "--port", "0", *flags], capture_output=True, text=True, timeout=30, check=False)
    assert shown.returncode == 64 and "orders in the format of an earlier version" in shown.stderr


@pytest.fixture
def postgres(tmp_path_factory):
    """The URI of a PostgreSQL server for the test, on a Unix socket."""
    binaries = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not binaries:
        pytest.skip("PostgreSQL is not installed")
    programs = binaries[-1].parent
    folder = pathlib.Path(subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True).stdout.strip())
    unprivileged = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        unprivileged = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data = folder / "data"
    subprocess.run(
        [*unprivileged, programs / "initdb", "-D", data, "-U", "csrkit", "-A", "trust", "-N", "--locale=C", "-E", "UTF8"],
        check=True, capture_output=True, cwd="/")
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", "fsync=off"]
    server = subprocess.Popen(
        [*unprivileged, programs / "postgres", "-D", data, *(word for each in settings for word in ("-c", each))],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    for _ in range(300):
        if subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode == 0:
            break
        time.sleep(0.1)
    yield f"postgres://csrkit@/postgres?host={folder}"
    server.send_signal(signal.SIGINT)
    server.wait(timeout=30)
    shutil.rmtree(folder, ignore_errors=True)


def test_two_servers_share_a_postgresql_database(start, tmp_path, request_of, postgres):
    # A long timeout: this test is not about speed.
    flags = [
        "--sandbox-accounts", accounts(tmp_path), "--sandbox-ledger", postgres, "--request-timeout", "200"]
    servers = [start(*flags), start(*flags)]
    pem = request_of()
    values = [f"value{count}" for count in range(40)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        calls = [(value, pool.submit(order, server, csr=pem, uniqueValue=value)) for value in values for server in servers]
        answers = [(value, call.result()) for value, call in calls]
    for value in values:
        assert sorted(answer["errorCode"] for each, answer in answers if each == value) == ["-55", "0"], value
    numbers = [answer["orderNumber"] for _, answer in answers if answer["errorCode"] == "0"]
    assert len(set(numbers)) == len(values)
