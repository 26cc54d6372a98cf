# SPDX-License-Identifier: Apache-2.0
"""A misbehaving server for the probe's tests: hostile.py HTTP_PORT CUT_DNS_PORT SILENT_DNS_PORT."""
import gzip
import socket
import sys
import threading
import time


def send(connection, data):
    try:
        connection.sendall(data)
        return True
    except OSError:
        return False


def stream(connection):  # ten gigabytes
    send(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n")
    block = b"x" * 65536
    while send(connection, block):
        pass


def chunked(connection):  # endless
    send(connection, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while send(connection, b"4\r\nabcd\r\n"):
        pass


def drip(connection):  # one octet at a time
    send(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")
    while send(connection, b"x"):
        time.sleep(0.2)


def silent(connection):
    time.sleep(30)


def headers(connection):  # endless
    send(connection, b"HTTP/1.1 200 OK\r\n")
    number = 0
    while send(connection, b"X-Header-%d: %s\r\n" % (number, b"y" * 1000)):
        number += 1


def garbage(connection):
    send(connection, b"\x16\x03\x01 this is not HTTP\x00\xff\r\n\r\n")


def cut(connection):  # less than announced
    send(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\nabc")


def elsewhere(connection):  # a redirect to an invalid web address
    send(connection, b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")


def deep(connection):  # endless redirects, each to another place
    name = b"%x" % time.monotonic_ns()
    send(connection, b"HTTP/1.1 302 Found\r\nLocation: /%s\r\nContent-Length: 0\r\n\r\n" % name)


def body(connection, data, headers=b""):
    send(connection, b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s" % (headers, len(data), data))


def utf16(connection):
    body(connection, "0123 sectigo.com".encode("utf-16"), b"Content-Type: text/plain; charset=utf-16\r\n")


def gzip_(connection):  # although the request did not accept it
    body(connection, gzip.compress(b"0123\nsectigo.com\n"), b"Content-Encoding: gzip\r\n")


def latin(connection):
    body(connection, bytes(range(0x80, 0x100)), b"Content-Type: text/plain; charset=klingon\r\n")


def split(connection):  # two contradicting lengths
    send(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4000\r\n\r\nabc")


WAYS = {way.__name__.strip("_").encode(): way for way in
        (stream, chunked, drip, silent, headers, garbage, cut, elsewhere, deep, utf16, gzip_, latin, split)}


def handle(connection):
    with connection:
        connection.settimeout(20)
        try:
            request = connection.recv(65536)
        except OSError:
            return
        host = next((line for line in request.split(b"\r\n") if line.lower().startswith(b"host:")), b"host: x")
        WAYS.get(host.split()[1].split(b".")[0], garbage)(connection)


def dns(port):  # every answer is truncated, and TCP is refused
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", port))
    while True:
        question, peer = server.recvfrom(4096)
        server.sendto(question[:2] + b"\x87\x80" + question[4:], peer)


def plain_dns(port, upstream):  # forwards every question without EDNS, so that no DNSSEC record is returned
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", port))
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.settimeout(5)
    while True:
        question, peer = server.recvfrom(4096)
        end = 12
        while question[end]:
            end += question[end] + 1
        client.sendto(question[:10] + b"\0\0" + question[12:end + 5], ("127.0.0.1", upstream))
        try:
            server.sendto(client.recv(4096), peer)
        except OSError:
            pass


def main():
    threading.Thread(target=plain_dns, args=(int(sys.argv[4]), int(sys.argv[5])), daemon=True).start()
    threading.Thread(target=dns, args=(int(sys.argv[2]),), daemon=True).start()
    silence = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silence.bind(("127.0.0.1", int(sys.argv[3])))
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", int(sys.argv[1])))
    server.listen(128)
    while True:
        threading.Thread(target=handle, args=(server.accept()[0],), daemon=True).start()


main()
