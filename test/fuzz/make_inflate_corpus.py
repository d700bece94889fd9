#!/usr/bin/python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Make a first corpus for fuzz_model_inflate: streams of every kind of block,
whole, cut short, damaged, and bombs."""

import os
import random
import struct
import sys
import zlib

STRATEGIES = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY,
              zlib.Z_RLE)


def samples(rng):
    """Data that makes literals, long and far matches, runs."""
    yield b""
    yield b"a"
    yield b"The engine reads the descriptor. " * 20
    yield bytes(300)
    yield rng.randbytes(400)
    far = rng.randbytes(40)
    yield far + rng.randbytes(2000) + far
    yield b"".join(struct.pack("<IH", i, i * i & 0xffff) for i in range(200))
    yield bytes(200000)


def deflate(data, level, strategy):
    z = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
    half = z.compress(data[:len(data) // 2]) + z.flush(zlib.Z_FULL_FLUSH)
    return half + z.compress(data[len(data) // 2:]) + z.flush()


def trailer(kind, data):
    """Of raw DEFLATE, zlib and gzip, in the harness's order."""
    if kind == 0:
        return b""
    if kind == 1:
        return struct.pack(">I", zlib.adler32(data))
    return struct.pack("<II", zlib.crc32(data), len(data) & 0xffffffff)


def variants(rng, stream):
    yield stream
    yield stream + b"what follows"
    yield stream[:len(stream) * 2 // 3]
    if stream:
        bad = bytearray(stream)
        bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        yield bytes(bad)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_inflate_corpus.py DIRECTORY")
    os.makedirs(sys.argv[1], exist_ok=True)
    rng = random.Random(1951)
    number = 0
    for data in samples(rng):
        for strategy in STRATEGIES:
            for level in (0, 1, 9):
                kind = number % 3
                stream = deflate(data, level, strategy) + trailer(kind, data)
                for v in variants(rng, stream):
                    head = bytes([kind | (number & 4) << 5])
                    head += struct.pack("<I", rng.getrandbits(32))
                    name = os.path.join(sys.argv[1], f"{number:04}")
                    with open(name, "wb") as f:
                        f.write(head + v[:8000])
                    number += 1
    print(number, "inputs")


if __name__ == "__main__":
    main()
