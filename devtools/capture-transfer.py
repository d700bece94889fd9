#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Two ends of a TCP transfer of real files, and a look at its capture.

  capture-transfer.py receive ADDRESS
  capture-transfer.py send ADDRESS PACKETS BYTES
  capture-transfer.py verify CAPTURE PACKETS BYTES LONGEST
"""

import fcntl
import glob
import os
import random
import socket
import struct
import sys
import termios
import time

PORT = 5001
# Some more than asked for: now and then two writes share a packet.
MARGIN = 1.05
SOURCES = (
    "/usr/share/common-licenses/*",
    "/usr/lib/python3*/**/*.py",
    "/usr/bin/*",
)
MAX_FILE = 200000
# Chances of small, middle and large writes; about 515 bytes on average.
SIZES = ((0.35, 1, 100), (0.25, 100, 600), (0.40, 600, 1448))
# Writes between two waits for the acknowledgement. More of them in flight
# would be merged into full packets by the kernel.
WRITES_IN_FLIGHT = 4


def fail(text):
    """One line on stderr and exit status 1."""
    print(text, file=sys.stderr)
    sys.exit(1)


def file_data(rng):
    """Bytes of real files, again and again, in a random order."""
    names = [n for s in SOURCES for n in glob.glob(s, recursive=True)
             if os.path.isfile(n) and os.access(n, os.R_OK)]
    if not names:
        fail("no files to send")
    names.sort()
    while True:
        rng.shuffle(names)
        for name in names:
            with open(name, "rb") as f:
                data = f.read(MAX_FILE)
            if data:
                yield data


def write_size(rng):
    """A random number of bytes for one write."""
    choice = rng.random()
    for chance, low, high in SIZES:
        if choice < chance:
            return rng.randint(low, high)
        choice -= chance
    return SIZES[-1][2]


def wait_acknowledged(sock):
    """Wait until the peer has acknowledged all that was written."""
    while True:
        left = fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, b"\0" * 4)
        if struct.unpack("i", left)[0] == 0:
            return
        time.sleep(0)


def connect(address):
    """Connect, while the peer may still be starting."""
    for _ in range(100):
        try:
            return socket.create_connection((address, PORT), timeout=10)
        except ConnectionRefusedError:
            time.sleep(0.05)
    fail("the receiver does not listen")
    return None


def send(address, packets, size):
    """Send files until enough packets and bytes are on their way."""
    rng = random.Random(1)
    sock = connect(address)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    writes = done = 0
    for data in file_data(rng):
        at = 0
        while at < len(data):
            n = write_size(rng)
            sock.sendall(data[at:at + n])
            done += len(data[at:at + n])
            at += n
            writes += 1
            if writes % WRITES_IN_FLIGHT == 0:
                wait_acknowledged(sock)
        if writes >= packets * MARGIN and done >= size * MARGIN:
            break
    sock.close()
    print(done)


def receive(address):
    """Take in what comes and print how much it was."""
    with socket.create_server((address, PORT)) as server:
        server.settimeout(30)
        sock, _ = server.accept()
    sock.settimeout(30)
    got = 0
    while True:
        data = sock.recv(65536)
        if not data:
            break
        got += len(data)
    print(got)


def payloads(path):
    """Frame and payload length of each packet of a capture."""
    with open(path, "rb") as f:
        head = f.read(24)
        if len(head) < 24 or head[:4] not in (b"\xd4\xc3\xb2\xa1",
                                              b"\x4d\x3c\xb2\xa1"):
            fail("not a little-endian capture")
        while True:
            record = f.read(16)
            if not record:
                return
            frame = f.read(struct.unpack("<8xI4x", record)[0])
            total = struct.unpack(">H", frame[16:18])[0]
            ip = (frame[14] & 15) * 4
            tcp = (frame[14 + ip + 12] >> 4) * 4
            yield len(frame), total - ip - tcp


def verify(path, packets, size, longest):
    """Whether a capture has what is asked for."""
    frames = list(payloads(path))
    sizes = [n for _, n in frames if n > 0]
    if len(sizes) < packets or sum(sizes) < size:
        fail("%d packets and %d bytes of payload, %d and %d are wanted" %
             (len(sizes), sum(sizes), packets, size))
    if max(n for n, _ in frames) > longest:
        fail("a frame of %d bytes, %d are the limit" %
             (max(n for n, _ in frames), longest))
    if len(set(sizes)) < 1000:
        fail("only %d different sizes of payload" % len(set(sizes)))
    print("captured %d packets, %d with payload (%d bytes in sizes from %d to %d)"
          % (len(frames), len(sizes), sum(sizes), min(sizes), max(sizes)))


def main():
    """Run the command of the command line."""
    if len(sys.argv) == 3 and sys.argv[1] == "receive":
        receive(sys.argv[2])
    elif len(sys.argv) == 5 and sys.argv[1] == "send":
        send(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    elif len(sys.argv) == 6 and sys.argv[1] == "verify":
        verify(sys.argv[2], *(int(a) for a in sys.argv[3:]))
    else:
        fail(__doc__)


main()
