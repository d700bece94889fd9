#!/usr/bin/python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Try small mistakes in the sources and name those that no test sees.

Makes mutants of C files: other constants, comparisons, operators, operands and
widths, and statements left out; not in macros. Each one is built in a copy of
the tree, and the tests that run its line are run until one fails. A mutant
that does not compile or that gives the same object code does not count. Prints
each survivor with its line, and a table with a row for each component. The
same tree, seed and count try the same mutants.

  devtools/mutants.py --count 60                      a sample of all components
  devtools/mutants.py --range main.. --count 40       lines that a change touches
  devtools/mutants.py drivers/crypto/hisi_sec/sec_raw.c --count 20

The first run builds with gcov to learn which test runs which line, and keeps
the map in the folder that --work names. The project's tree is only read.
Status 0 unless it could not work: a survivor is a question, not a failure.
"""

import argparse
import collections
import concurrent.futures
import os
import random
import re
import sys
import threading
import time

import mutate
from mutants_map import Map
from mutants_tree import Copy, PRODUCT, TOP, git, read, run_test, write

COMPONENTS = {
    "hisi_qm": "drivers/common/hisi_qm/",
    "hisi_model": "drivers/common/hisi_model/",
    "hisi_sec": "drivers/crypto/hisi_sec/",
    "hisi_hpre": "drivers/crypto/hisi_hpre/",
    "hisi_zip": "drivers/compress/hisi_zip/",
    "hisi-pcid": "app/hisi-pcid/",
}
NOT_COUNTED = ("same code", "no mutant")
Result = collections.namedtuple("Result", "mutant verdict why seconds")


def component_of(path):
    return next((c for c, p in COMPONENTS.items() if path.startswith(p)),
                os.path.dirname(path))


class Worker:
    """A copy in which one mutant at a time is tried."""

    def __init__(self, work, number, coverage, limit):
        self.copy = Copy(work, f"w{number}", [])
        self.map, self.limit = coverage, limit
        self.all = self.copy.tests()
        self.copy.must_build(self.copy.programs(self.all), 1)
        self.users = self.copy.objects()

    def try_one(self, m):
        """The verdict and what led to it."""
        path = os.path.join(self.copy.top, m.path)
        text = read(path).decode()
        objects = sorted(self.users.get(m.path, ()))
        if not objects:
            return "no mutant", "goes into no object"
        # An earlier mutant of this file may still be in its objects.
        self.copy.must_build(objects, 1)
        before = self.copy.hashes(objects)
        try:
            write(path, mutate.apply(m, text).encode())
            return self.build(m, objects, before) or self.run(m)
        finally:
            write(path, text.encode())

    def build(self, m, objects, before):
        """A verdict if the mutant shows at compile time or not at all."""
        status, text = self.copy.ninja(objects, 1)
        if not status and self.copy.hashes(objects) == before:
            return "same code", ""
        if not status:
            programs = self.copy.programs({n: self.all[n]
                                           for n in self.tests(m)[0]})
            status, text = self.copy.ninja(programs, 1) if programs else (0, "")
        if status and "static assertion failed" in text:
            return "seen", "static assertion"
        return ("no mutant", "does not compile") if status else None

    def tests(self, m):
        """The tests to run, and how many are left out as too slow."""
        names, sum_ = [], 0
        known = self.map.tests_for(m)
        for n in known:
            sum_ += self.map.time[n]
            if names and sum_ > self.limit:
                break
            names.append(n)
        return names, len(known) - len(names)

    def run(self, m):
        names, slow = self.tests(m)
        for n in names:
            how = run_test(self.all[n], 20 + 6 * self.map.time[n])
            if how:
                return "time" if how == "time" else "seen", n
        if not names:
            return "survived", "no test runs the line"
        return "survived", f"{len(names)} tests run it" + (
            f", {slow} slow ones were left out" if slow else "")


class Sample:
    """Hands out mutants: of each component the first that count.

    Which ones are tried depends on the seed and not on which worker is faster.
    """

    def __init__(self, mutants, count, seed):
        parts = collections.defaultdict(list)
        for m in mutants:
            parts[component_of(m.path)].append(m)
        self.wait, self.busy = threading.Condition(), collections.Counter()
        self.done = collections.Counter()
        self.parts, self.share = {}, {}
        for i, c in enumerate(sorted(parts)):
            random.Random(f"{seed} {c}").shuffle(parts[c])
            self.parts[c] = iter(parts[c])
            self.share[c] = count // len(parts) + (i < count % len(parts))

    def take(self):
        """The next mutant, or None if no more are needed."""
        with self.wait:
            while True:
                for c in sorted(self.parts, key=lambda c: self.done[c] +
                                self.busy[c] - self.share[c]):
                    m = None
                    if self.done[c] + self.busy[c] < self.share[c]:
                        m = next(self.parts[c], None)
                    if m:
                        self.busy[c] += 1
                        return m
                if not +self.busy:
                    return None
                # One that is being tried may turn out not to count.
                self.wait.wait()

    def give_back(self, m, verdict):
        with self.wait:
            self.busy[component_of(m.path)] -= 1
            self.done[component_of(m.path)] += verdict not in NOT_COUNTED
            self.wait.notify_all()


def run_all(a, coverage, sample):
    workers = []
    for i in range(a.jobs):
        workers.append(Worker(a.work, i, coverage, a.limit))
    results, begin, lock = [], time.time(), threading.Lock()

    def work(w):
        while a.minutes is None or time.time() - begin < 60 * a.minutes:
            m = sample.take()
            if m is None:
                return
            start, verdict = time.time(), "no mutant"
            try:
                verdict, why = w.try_one(m)
            finally:
                sample.give_back(m, verdict)
            with lock:
                results.append(Result(m, verdict, why, time.time() - start))
                if verdict == "survived" or a.verbose:
                    print_result(results[-1])

    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for done in [pool.submit(work, w) for w in workers]:
            done.result()
    return results


def print_mutant(m, head):
    old, new = mutate.describe(m, read(os.path.join(TOP, m.path)).decode())
    print(f"{head}{m.path}:{m.line} {m.kind}", f"    - {old}", f"    + {new}",
          sep="\n", flush=True)


def print_result(r):
    print_mutant(r.mutant, f"{r.verdict.upper()}: {r.why} "
                 f"({r.seconds:.0f} s)\n  ")


def print_table(results):
    rows = collections.defaultdict(collections.Counter)
    for r in results:
        rows[component_of(r.mutant.path)][r.verdict] += 1
        rows["all"][r.verdict] += 1
    print(f"\n{'component':12} {'mutants':>7} {'seen':>5} {'%':>4} "
          f"{'survived':>8} {'by time':>7} {'same code':>9} {'no mutant':>9}")
    for c in sorted(rows, key=lambda c: (c == "all", c)):
        r = rows[c]
        seen = r["seen"] + r["time"]
        n = seen + r["survived"]
        print(f"{c:12} {n:7} {seen:5} {100 * seen // max(n, 1):4} "
              f"{r['survived']:8} {r['time']:7} {r['same code']:9} "
              f"{r['no mutant']:9}")
    by = collections.Counter(r.why for r in results
                             if r.verdict in ("seen", "time"))
    print("seen by: " + ", ".join(f"{t} {n}" for t, n in by.most_common()))


def changed_lines(span):
    """Lines of the working tree's files that a range of git touches."""
    out, path = collections.defaultdict(set), None
    for line in git("diff", "-U0", span, "--").splitlines():
        if line.startswith("+++ "):
            path = line[6:]
        m = re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line)
        if m:
            first, n = int(m[1]), int(m[2] or 1)
            out[path].update(range(first, first + n))
    return out


def mutants_of(paths, span):
    """All mutants of files and folders, and of lines that a range touches."""
    lines = changed_lines(span) if span else None
    names = git("ls-files", "--", *(paths or COMPONENTS.values())).split()
    return [m for n in names
            if n.endswith((".c", ".h")) and n.startswith(PRODUCT)
            for m in mutate.mutants_of(n, read(os.path.join(TOP, n)).decode())
            if lines is None or m.line in lines.get(n, ())]


def arguments():
    p = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--range", help="only lines that this range of git touches")
    p.add_argument("--count", type=int, default=60,
                   help="how many mutants that count (60)")
    p.add_argument("--seed", default="1")
    p.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)),
                   help="how many mutants at a time (one for each CPU)")
    p.add_argument("--limit", type=float, default=120, help="of the tests for "
                   "a mutant only the quickest, for so many seconds (120)")
    p.add_argument("--minutes", type=float,
                   help="take no new mutant after this time")
    p.add_argument("--work", default=os.path.join(TOP, "build-mutants"))
    p.add_argument("--list", action="store_true",
                   help="print mutants, build nothing")
    p.add_argument("--verbose", action="store_true",
                   help="print the mutants that are seen, too")
    p.add_argument("file", nargs="*", help="files or folders")
    return p.parse_args()


def main():
    a = arguments()
    mutants = mutants_of(a.file, a.range)
    if not mutants:
        sys.exit("mutants: error: nothing to mutate in these files or lines")
    sample = Sample(mutants, a.count, a.seed)
    print(f"== {a.count} of {len(mutants)} mutants, seed {a.seed}", flush=True)
    if a.list:
        for _ in range(a.count):
            m = sample.take()
            if m is None:
                break
            print_mutant(m, "")
            sample.give_back(m, "listed")
        return
    print_table(run_all(a, Map(a.work, a.jobs), sample))


if __name__ == "__main__":
    main()
