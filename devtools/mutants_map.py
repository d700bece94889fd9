# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Which test runs which line: learnt once with gcov for devtools/mutants.py."""

import collections
import concurrent.futures
import hashlib
import json
import os
import shutil
import subprocess
import time

from mutants_tree import Copy, PRODUCT, TOP, read, run_test, tree_files, write

# Tests end hisi-pcid by a signal, so it leaves no coverage: its tests by name.
UNCOVERED = {"app/hisi-pcid/": "pcid_"}
# Tests for a line without code, as of a table or a macro: those that run most
# of its file.
MOST_TESTS = 25
# Seconds after which a test is stuck, whatever the map is made with.
LEARN_LIMIT = 900


class Map:
    """time: seconds of each test; lines: file, line, tests that run it."""

    def __init__(self, work, jobs):
        self.work, self.path = work, os.path.join(work, "map.json")
        key = self.key_of_tree()
        if os.path.exists(self.path):
            kept = json.loads(read(self.path))
            if kept["key"] == key:
                self.time, self.lines = kept["time"], kept["lines"]
                return
        print("== building with gcov and running every test once", flush=True)
        self.time, self.lines = {}, {}
        self.learn(jobs)
        write(self.path, json.dumps({"key": key, "time": self.time,
                                     "lines": self.lines}).encode())

    @staticmethod
    def key_of_tree():
        names = tree_files("drivers", "app", "test/unit", "test/functional",
                           "test/fuzz", "meson.build")
        return hashlib.sha1(b"".join(
            n.encode() + read(os.path.join(TOP, n)) for n in sorted(names))
        ).hexdigest()

    def learn(self, jobs):
        copy = Copy(self.work, "cov", ["-Db_coverage=true"])
        tests = copy.tests()
        copy.must_build(copy.programs(tests), jobs)
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for _ in pool.map(lambda t: self.learn_test(copy, t, tests[t]),
                              sorted(tests)):
                pass

    def learn_test(self, copy, name, cmd):
        out = os.path.join(self.work, "gcda", name)
        shutil.rmtree(out, ignore_errors=True)
        begin = time.time()
        how = run_test(cmd, LEARN_LIMIT, GCOV_PREFIX=out)
        if how:
            print(f"test {name} fails without a mutant ({how}): left out",
                  flush=True)
        else:
            self.time[name] = time.time() - begin
            self.learn_lines(copy, name, out)
        shutil.rmtree(out, ignore_errors=True)

    def learn_lines(self, copy, name, out):
        found = [os.path.join(folder, f) for folder, _, files in os.walk(out)
                 for f in files if f.endswith(".gcda")]
        if not found:
            return
        for path in found:
            shutil.copy(path[len(out):-5] + ".gcno", os.path.dirname(path))
        text = subprocess.run(["gcov", "--json-format", "--stdout", *found],
                              cwd=copy.build, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=True).stdout
        for part in text.splitlines():
            for f in json.loads(part)["files"]:
                path = os.path.relpath(os.path.join(copy.build, f["file"]),
                                       copy.top)
                if path.startswith(PRODUCT):
                    self.learn_file(path, f["lines"], name)

    def learn_file(self, path, lines, name):
        known = self.lines.setdefault(path, {})
        for n in lines:
            tests = known.setdefault(str(n["line_number"]), [])
            if n["count"] and name not in tests:
                tests.append(name)

    def tests_for(self, m):
        """The tests that can see a mutant, the quickest first."""
        lines = self.lines.get(m.path, {})
        tests = lines.get(str(m.line))
        if tests is None:
            near = collections.Counter(t for ts in lines.values() for t in ts)
            tests = [t for t, _ in near.most_common(MOST_TESTS)]
            if not lines:
                tests = sorted(self.time, key=self.time.get)[:MOST_TESTS]
        more = [t for p, b in UNCOVERED.items() for t in self.time
                if m.path.startswith(p) and t.startswith(b)]
        return sorted((t for t in {*tests, *more} if t in self.time),
                      key=self.time.get)
