#!/usr/bin/python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Run the test programs of a build directory and count their cases.

Prints one line per program, "NAME PASSED FAILED SKIPPED", as it ends. What a
failing program printed comes before its line, each line behind "# ". A
program that ends by a signal, by the clock or with an error and no failed
case counts as one failed case.
"""

import argparse
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys

# cmocka's last lines
COUNTS = {
    "passed": re.compile(r"^\[  PASSED  \] (\d+) test\(s\)", re.M),
    "failed": re.compile(r"^\[  FAILED  \] (\d+) test\(s\)", re.M),
    "skipped": re.compile(r"^\[  SKIPPED \] (\d+) test\(s\)", re.M),
}


def tests_of(build, suite, names, without):
    """The tests of a suite as meson knows them, or some of them."""
    out = subprocess.run(["meson", "introspect", "--tests", build],
                         check=True, stdout=subprocess.PIPE).stdout
    tests = [t for t in json.loads(out)
             if suite in [s.split(":")[-1] for s in t["suite"]]]
    known = {t["name"] for t in tests}
    if names:
        tests = [t for t in tests if t["name"] in names]
    tests = [t for t in tests if t["name"] not in without]
    missing = set(names + without) - known
    if missing:
        sys.exit(f"run-tests: error: no test {', '.join(sorted(missing))} "
                 f"in suite {suite}")
    if not tests:
        sys.exit(f"run-tests: error: no tests in suite {suite}")
    return tests


def run(test, wrapper, factor):
    """Run one program; return its name, counts and what it printed."""
    env = dict(os.environ, **test["env"])
    limit = test["timeout"] * factor
    try:
        done = subprocess.run(wrapper + test["cmd"], env=env,
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=limit)
        text = done.stdout.decode(errors="replace")
        status = done.returncode
    except subprocess.TimeoutExpired as late:
        text = (late.stdout or b"").decode(errors="replace")
        text += f"\nno end within {limit} s"
        status = 124
    n = {k: sum(map(int, r.findall(text))) for k, r in COUNTS.items()}
    if status and not n["failed"]:
        n["failed"] = 1
        text += f"\nended with status {status}"
    elif not status and not any(n.values()):
        n["failed"] = 1
        text += "\nended without counts"
    return test["name"], n, text


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    p.add_argument("--suite", required=True)
    p.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    p.add_argument("--wrapper", default="",
                   help="command in front of each program")
    p.add_argument("--limit-factor", type=float, default=1,
                   help="how many times slower than native (default 1)")
    p.add_argument("--without", action="append", default=[], metavar="TEST",
                   help="leave this test out (may be repeated)")
    p.add_argument("build")
    p.add_argument("test", nargs="*", help="only these tests")
    a = p.parse_args()
    # The longest first, so that none is left alone at the end.
    tests = sorted(tests_of(a.build, a.suite, a.test, a.without),
                   key=lambda t: -t["timeout"])
    bad = False
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        jobs = [pool.submit(run, t, shlex.split(a.wrapper), a.limit_factor)
                for t in tests]
        for job in concurrent.futures.as_completed(jobs):
            name, n, text = job.result()
            if n["failed"]:
                bad = True
                for line in text.splitlines()[-60:]:
                    print("#", line)
            print(name, n["passed"], n["failed"], n["skipped"], flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
