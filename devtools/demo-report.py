#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Print the tables of demo.sh from the files that it has left in a folder.

  demo-report.py FOLDER [JSON-FILE]
"""

import json
import os
import platform
import statistics
import sys

SEC = "crypto_hisi_sec"
ZIP = "compress_hisi_zip"
NAMES = {
    "aes-cbc": "AES-128-CBC",
    "aes-gcm": "AES-128-GCM",
    "aes-cbc-sha256-hmac": "AES-128-CBC + HMAC-SHA256",
}


def words(path):
    """Words of each line of a file."""
    with open(path, encoding="ascii") as f:
        return [line.split() for line in f]


def load(folder, name):
    """A JSON file of the folder."""
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return json.load(f)


def median(lines, column):
    """Median of a column of numbers; there must be some."""
    return statistics.median(float(w[column]) for w in lines)


def crypto_rows(folder):
    """Table 1: verify and rates by algorithm and size."""
    lines = words(os.path.join(folder, "crypto.list"))
    rows = []
    for _, algorithm, size, _, ops, failed in (
            w for w in lines if w[0] == "verify"):
        rates = {}
        for device in (SEC, "crypto_openssl"):
            rates[device] = median(
                [w for w in lines
                 if w[:4] == ["rate", algorithm, device, size]], 4)
        rows.append({
            "algorithm": NAMES[algorithm], "bytes": int(size),
            "verified": int(ops), "failed": int(failed),
            "hisi_sec_gbps": rates[SEC],
            "openssl_gbps": rates["crypto_openssl"],
            "ratio": rates[SEC] / rates["crypto_openssl"],
        })
    return rows


def compress_rows(folder):
    """Table 2: sizes and rates by driver."""
    lines = words(os.path.join(folder, "compress.list"))
    verified = {w[1] for w in lines if w[0] == "verify"}
    rows = []
    for device in (ZIP, "compress_zlib", "compress_isal"):
        own = [w for w in lines if w[:2] == ["rate", device]]
        rows.append({
            "device": device,
            "verify": "ok" if device in verified else None,
            "compressed_percent": median(own, 3),
            "compress_gbps": median(own, 4),
            "decompress_gbps": median(own, 5),
        })
    for row in rows:
        row["compress_ratio"] = \
            rows[0]["compress_gbps"] / row["compress_gbps"]
        row["decompress_ratio"] = \
            rows[0]["decompress_gbps"] / row["decompress_gbps"]
    return rows


def chain_results(folder):
    """Table 3: the chain, its check and the counter-proof."""
    main = load(folder, "main.json")
    check = load(folder, "main.check")
    copy = load(folder, "copy.check")
    refused = [c for c in copy["checks"] if c["result"] != "ok"]
    # The injected copy must be what the check objects to, and all of it.
    if not check["ok"] or copy["ok"] or \
            {c["check"] for c in refused} != {"no copy: AES-GCM in place",
                                              "no copy: DEFLATE source"}:
        sys.exit("the counter-proof fails: the check objects to " +
                 (", ".join(c["check"] for c in refused) or "nothing"))
    return {
        "stages": main["stages"],
        "packets_per_second": main["packets_per_second"],
        "find": main["find"],
        "checks": check["checks"],
        "counter_proof": refused,
    }


def cell(value):
    """Text of a value in a table."""
    if value is None:
        return "-"
    return "%.2f" % value if isinstance(value, float) else str(value)


def print_table(title, heads, rows):
    """An aligned table; columns of numbers go to the right."""
    print("\n" + title)
    table = [[cell(v) for v in row] for row in rows]
    for row in [heads] + table:
        out = []
        for i, text in enumerate(row):
            width = max(len(r[i]) for r in [heads] + table)
            number = all(isinstance(r[i], (int, float)) for r in rows)
            out.append(text.rjust(width) if number else text.ljust(width))
        print("  ".join(out).rstrip())


def print_crypto(rows):
    """Table 1."""
    print_table(
        "Table 1. dpdk-test-crypto-perf: crypto_hisi_sec (software model) and crypto_openssl, Gbps, medians",
        ["algorithm", "bytes", "verified", "failed", "hisi_sec", "openssl",
         "ratio"],
        [list(r.values()) for r in rows])


def print_compress(rows):
    """Table 2."""
    print_table(
        "Table 2. dpdk-test-compress-perf: a file of several MB in pieces of 4096 bytes, level 1, Gbps, medians;\n"
        "hisi_zip / x is the speed of compress_hisi_zip (software model) in relation to the line's",
        ["device", "verify", "compressed to %", "compress", "hisi_zip / x",
         "decompress", "hisi_zip / x"],
        [[r["device"], r["verify"], r["compressed_percent"],
          r["compress_gbps"], r["compress_ratio"], r["decompress_gbps"],
          r["decompress_ratio"]] for r in rows])


def print_chain(chain):
    """Table 3."""
    rows = [[s["stage"], s["where"], s["packets"]] for s in chain["stages"]]
    rows.append(["packets per second", None,
                 round(chain["packets_per_second"])])
    print_table("Table 3. dpdk-test-accel chain: packets by stage",
                ["stage", "where", "packets"], rows)
    rows = [[c["check"], c["result"], c["detail"]] for c in chain["checks"]]
    for c in chain["counter_proof"]:
        rows.append(["with an injected copy", "refused",
                     c["check"] + ": " + c["detail"]])
    print_table("and its check by accel-chain-check",
                ["check", "result", "detail"], rows)


def cpu_name():
    """What /proc/cpuinfo calls the CPU."""
    with open("/proc/cpuinfo", encoding="utf-8") as f:
        for line in f:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def main():
    """Print the tables and write the file."""
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    results = {
        "machine": "%d x %s" % (os.cpu_count(), cpu_name()),
        "crypto": crypto_rows(sys.argv[1]),
        "compress": compress_rows(sys.argv[1]),
        "chain": chain_results(sys.argv[1]),
    }
    if len(sys.argv) == 3:
        with open(sys.argv[2], "w", encoding="utf-8") as f:
            json.dump(results, f, indent=2)
            f.write("\n")
    print("\nMachine: " + results["machine"])
    print_crypto(results["crypto"])
    print_compress(results["compress"])
    print_chain(results["chain"])


main()
