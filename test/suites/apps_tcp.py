#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Send a file over TCP.

apps_tcp.py receive ADDRESS FILE: take one connection, write what it brings.
apps_tcp.py send ADDRESS FILE: connect, send the file, wait for the other end
to close. Both give up when nothing moves for a minute.
"""

import socket
import sys
import time

PORT = 5001
LIMIT = 60


def receive(address, path):
    with socket.create_server((address, PORT)) as server:
        server.settimeout(LIMIT)
        connection = server.accept()[0]
    with connection, open(path, 'wb') as f:
        connection.settimeout(LIMIT)
        while True:
            data = connection.recv(65536)
            if not data:
                break
            f.write(data)


def connect(address):
    end = time.monotonic() + LIMIT
    while True:
        try:
            return socket.create_connection((address, PORT), LIMIT)
        except ConnectionRefusedError:
            # The receiver is not up yet.
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def send(address, path):
    with open(path, 'rb') as f:
        data = memoryview(f.read())
    with connect(address) as connection:
        # In parts, so that the limit is one of each part.
        for at in range(0, len(data), 65536):
            connection.sendall(data[at:at + 65536])
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)


if len(sys.argv) != 4 or sys.argv[1] not in ('receive', 'send'):
    sys.exit('apps_tcp.py: see the top of the file for its arguments')
try:
    {'receive': receive, 'send': send}[sys.argv[1]](*sys.argv[2:])
except OSError as e:
    sys.exit('apps_tcp.py: %s %s: %s' % (sys.argv[1], sys.argv[2], e))
