#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Packets for l2fwd-crypto, and a check of what it made of them.

apps_pcap.py make FILE: write a capture of IPv4 packets with random payloads.
apps_pcap.py complete IN OUT: status 0 if OUT has as many packets as IN.
apps_pcap.py check IN OUT KEY IV [AUTH-KEY]: every packet of OUT is one of IN,
in order, with its payload padded with zeros to a whole block and encrypted
with AES-128-CBC, and with AUTH-KEY an HMAC-SHA256 of the ciphertext behind
it. The openssl command computes what is expected. Keys are hexadecimal.
"""

import os
import struct
import subprocess
import sys

PACKETS = 64
HEADERS = 14 + 20
SIZES = (1, 15, 16, 17, 64, 100, 512, 1000, 1400)


def fail(text):
    print('apps_pcap.py: ' + text)
    sys.exit(1)


def make(path):
    with open(path, 'wb') as f:
        f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
        for i in range(PACKETS):
            payload = os.urandom(SIZES[i % len(SIZES)])
            ip = struct.pack('>BBHHHBBH4s4s', 0x45, 0, 20 + len(payload), i,
                             0, 64, 253, 0, bytes((10, 0, 0, 1)),
                             bytes((10, 0, 0, 2)))
            frame = bytes(12) + b'\x08\x00' + ip + payload
            f.write(struct.pack('<IIII', i, 0, len(frame), len(frame)))
            f.write(frame)


def read(path):
    with open(path, 'rb') as f:
        data = f.read()
    at, frames = 24, []
    while at + 16 <= len(data):
        size = struct.unpack_from('<I', data, at + 8)[0]
        if at + 16 + size > len(data):
            break
        frames.append(data[at + 16:at + 16 + size])
        at += 16 + size
    return frames


def openssl(data, *args):
    run = subprocess.run(('openssl',) + args, input=data, check=True,
                         stdout=subprocess.PIPE)
    return run.stdout


def check(before, after, key, iv, auth_key):
    frames, got = read(before), read(after)
    if len(got) != len(frames):
        fail('%d packets, %d came out' % (len(frames), len(got)))
    for i, (a, b) in enumerate(zip(frames, got)):
        text = a[HEADERS:] + bytes(-(len(a) - HEADERS) % 16)
        want = openssl(text, 'enc', '-aes-128-cbc', '-nopad', '-K', key,
                       '-iv', iv)
        if auth_key:
            want += openssl(want, 'dgst', '-sha256', '-mac', 'HMAC',
                            '-macopt', 'hexkey:' + auth_key, '-binary')
        if b[12:HEADERS] != a[12:HEADERS]:
            fail('packet %d: its headers differ' % i)
        if b[HEADERS:] != want:
            fail('packet %d of %d bytes: not what openssl computes' %
                 (i, len(a)))
    print('%d packets are what openssl computes' % len(frames))


if len(sys.argv) == 3 and sys.argv[1] == 'make':
    make(sys.argv[2])
elif len(sys.argv) == 4 and sys.argv[1] == 'complete':
    sys.exit(not os.path.exists(sys.argv[3]) or
             len(read(sys.argv[3])) < len(read(sys.argv[2])))
elif len(sys.argv) in (6, 7) and sys.argv[1] == 'check':
    check(sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5],
          sys.argv[6] if len(sys.argv) == 7 else None)
else:
    fail('see the top of the file for its arguments')
