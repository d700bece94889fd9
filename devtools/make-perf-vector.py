#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Make a test vector file for the verify mode of dpdk-test-crypto-perf.

  make-perf-vector.py aes-cbc|aes-gcm|aes-cbc-sha256-hmac BYTES FILE

The values are in a section [vector]: --test-name vector.

The expected values come from this script alone: AES (FIPS 197), CBC and CTR
(SP 800-38A), GCM (SP 800-38D) and HMAC (RFC 2104) are written out here and
SHA-256 is Python's own, so that neither OpenSSL nor the drivers take part.
"""

import random
import sys

try:
    from _sha256 import sha256  # not hashlib, which uses OpenSSL
except ImportError:
    from _sha2 import sha256  # its name since Python 3.12

KEY = bytes(range(16))
AUTH_KEY = bytes(range(64))
IV = bytes(range(16, 32))
GCM_IV = bytes(range(12))
AAD = bytes(range(32, 48))
BLOCK = 16


def xtime(a):
    """Multiply by x in the field of AES."""
    a <<= 1
    return a ^ 0x11b if a & 0x100 else a


def make_sbox():
    """The S-box: inverse, then the affine map (FIPS 197, 5.1.1)."""
    powers = [1]  # of 3, which generates the field
    while len(powers) < 255:
        powers.append(xtime(powers[-1]) ^ powers[-1])
    inverse = {p: powers[-i % 255] for i, p in enumerate(powers)}
    box = []
    for a in range(256):
        inv = inverse.get(a, 0)
        s = 0x63
        for i in range(5):
            s ^= (inv << i | inv >> (8 - i)) & 0xff
        box.append(s)
    return box


SBOX = make_sbox()
# Products of S-box values with the first column of MixColumns.
TIMES2 = [xtime(s) for s in SBOX]
TIMES3 = [xtime(s) ^ s for s in SBOX]


def expand_key(key):
    """Round keys of AES-128, a list of 16 bytes each."""
    words = [list(key[i:i + 4]) for i in range(0, 16, 4)]
    rcon = 1
    for i in range(4, 44):
        w = list(words[i - 1])
        if i % 4 == 0:
            w = [SBOX[b] for b in w[1:] + w[:1]]
            w[0] ^= rcon
            rcon = xtime(rcon)
        words.append([a ^ b for a, b in zip(words[i - 4], w)])
    return [sum(words[i:i + 4], []) for i in range(0, 44, 4)]


def encrypt_block(keys, block):
    """AES-128 of 16 bytes."""
    s = [a ^ b for a, b in zip(block, keys[0])]
    for key in keys[1:-1]:
        out = []
        for c in range(0, 16, 4):
            a, b, d, e = (s[(c + 5 * r) % 16] for r in range(4))
            out += [TIMES2[a] ^ TIMES3[b] ^ SBOX[d] ^ SBOX[e],
                    SBOX[a] ^ TIMES2[b] ^ TIMES3[d] ^ SBOX[e],
                    SBOX[a] ^ SBOX[b] ^ TIMES2[d] ^ TIMES3[e],
                    TIMES3[a] ^ SBOX[b] ^ SBOX[d] ^ TIMES2[e]]
        s = [a ^ b for a, b in zip(out, key)]
    s = [SBOX[s[5 * i % 16]] for i in range(16)]
    return bytes(a ^ b for a, b in zip(s, keys[-1]))


def xor(a, b):
    """Bytewise, as long as the shorter."""
    return bytes(x ^ y for x, y in zip(a, b))


def cbc(key, iv, text):
    """AES-128-CBC of whole blocks."""
    keys = expand_key(key)
    out = b""
    for i in range(0, len(text), BLOCK):
        iv = encrypt_block(keys, xor(text[i:i + BLOCK], iv))
        out += iv
    return out


def ghash_mul(x, h):
    """Multiply in the field of GHASH (SP 800-38D, 6.3)."""
    z = 0
    for i in range(127, -1, -1):
        if x >> i & 1:
            z ^= h
        h = h >> 1 ^ (0xe1 << 120 if h & 1 else 0)
    return z


def ghash(h, data):
    """GHASH of data whose length is a multiple of the block."""
    y = 0
    for i in range(0, len(data), BLOCK):
        y = ghash_mul(y ^ int.from_bytes(data[i:i + BLOCK], "big"), h)
    return y.to_bytes(BLOCK, "big")


def pad(data):
    """Zeros up to a whole block."""
    return data + bytes(-len(data) % BLOCK)


def gcm(key, iv, aad, text):
    """AES-128-GCM: cipher text and tag."""
    keys = expand_key(key)
    h = int.from_bytes(encrypt_block(keys, bytes(BLOCK)), "big")
    out = b""
    for i in range(0, len(text), BLOCK):
        counter = iv + (i // BLOCK + 2).to_bytes(4, "big")
        out += xor(text[i:i + BLOCK], encrypt_block(keys, counter))
    lengths = (8 * len(aad)).to_bytes(8, "big") + \
        (8 * len(out)).to_bytes(8, "big")
    s = ghash(h, pad(aad) + pad(out) + lengths)
    return out, xor(s, encrypt_block(keys, iv + b"\0\0\0\1"))


def hmac_sha256(key, text):
    """HMAC (RFC 2104); the key is not longer than a block of the hash."""
    key = key + bytes(64 - len(key))
    inner = sha256(xor(key, b"\x36" * 64) + text).digest()
    return sha256(xor(key, b"\x5c" * 64) + inner).digest()


def self_check():
    """FIPS 197 C.1, GCM test case 4 of its authors, RFC 4231 case 2."""
    block = encrypt_block(expand_key(KEY),
                          bytes.fromhex("00112233445566778899aabbccddeeff"))
    _, tag = gcm(bytes.fromhex("feffe9928665731c6d6a8f9467308308"),
                 bytes.fromhex("cafebabefacedbaddecaf888"),
                 bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
                 bytes.fromhex("d9313225f88406e5a55909c5aff5269a"
                               "86a7a9531534f7da2e4c303d8a318a72"
                               "1c3c0c95956809532fcf0e2449a6b525"
                               "b16aedf5aa0de657ba637b39"))
    mac = hmac_sha256(b"Jefe", b"what do ya want for nothing?")
    if (block.hex() != "69c4e0d86a7b0430d8cdb78070b4c55a" or
            tag.hex() != "5bc94fbc3221a5db94fae95ae7121a47" or
            mac.hex() != "5bdcc146bf60754e6a042426089575c7"
                         "5a003f089d2739839dec58b964ec3843"):
        sys.exit("the known answers do not come out")


def entries(algorithm, text):
    """Names and values of the file."""
    if algorithm == "aes-gcm":
        coded, tag = gcm(KEY, GCM_IV, AAD, text)
        return {"plaintext": text, "aead_key": KEY, "aead_iv": GCM_IV,
                "aad": AAD, "ciphertext": coded, "digest": tag}
    coded = cbc(KEY, IV, text)
    out = {"plaintext": text, "cipher_key": KEY, "cipher_iv": IV,
           "ciphertext": coded}
    if algorithm == "aes-cbc-sha256-hmac":
        out["auth_key"] = AUTH_KEY
        out["digest"] = hmac_sha256(AUTH_KEY, coded)
    return out


def main():
    """Write the file."""
    known = ("aes-cbc", "aes-gcm", "aes-cbc-sha256-hmac")
    if len(sys.argv) != 4 or sys.argv[1] not in known or \
            not sys.argv[2].isdigit():
        sys.exit(__doc__)
    self_check()
    size = int(sys.argv[2])
    text = random.Random(size).randbytes(size)
    with open(sys.argv[3], "w", encoding="ascii") as f:
        f.write("[vector]\n")
        for name, value in entries(sys.argv[1], text).items():
            f.write(name + " =\n")
            f.write(", ".join("0x%02x" % b for b in value) + "\n")


main()
