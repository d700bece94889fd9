# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Copies of the tree for devtools/mutants.py: build them, run their tests."""

import collections
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SUITES = {"unit", "functional", "sec", "zip", "hpre"}
PRODUCT = ("drivers/", "app/")
# The random cases of each test are few and always the same.
ENV = dict(os.environ, TEST_SEED="20", CCACHE_NOHASHDIR="1",
           TEST_SCALE=os.environ.get("TEST_SCALE", "0.01"))


def shell(cmd, cwd=None):
    return subprocess.run(cmd, cwd=cwd, env=ENV, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def must(cmd, cwd=None):
    """The output of a command; the program ends if it fails."""
    done = shell(cmd, cwd)
    text = done.stdout.decode(errors="replace")
    if done.returncode:
        sys.exit(f"{text[-3000:]}\nmutants: error: {' '.join(cmd[:4])} failed")
    return text


def git(*args):
    return must(["git", "-C", TOP, *args])


def tree_files(*paths):
    """The files of the working tree that git tracks or would add."""
    names = git("ls-files", "-z", "-co", "--exclude-standard", "--", *paths)
    return {n for n in names.split("\0")
            if n and os.path.isfile(os.path.join(TOP, n))}


def read(path):
    with open(path, "rb") as f:
        return f.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


class Copy:
    """A copy of the tree with a build directory."""

    def __init__(self, work, name, options):
        self.top = os.path.join(work, name)
        self.build = os.path.join(self.top, "build")
        self.sync()
        if not os.path.exists(os.path.join(self.build, "build.ninja")):
            # Without debugging information equal code is an equal object.
            must(["meson", "setup", self.build, self.top, "-Dwerror=false",
                  f"-Dsdk={TOP}/.deps/sdk", "-Ddebug=false",
                  "-Doptimization=1", *options])

    def sync(self):
        """Bring over what differs; a mutant of an interrupted run goes."""
        names = tree_files()
        for n in names:
            new, old = os.path.join(TOP, n), os.path.join(self.top, n)
            if not os.path.exists(old) or read(old) != read(new):
                write(old, read(new))
                shutil.copymode(new, old)
        for folder, folders, files in os.walk(self.top):
            if folder == self.top:
                folders[:] = [f for f in folders if f != "build"]
            for f in files:
                path = os.path.join(folder, f)
                if os.path.relpath(path, self.top) not in names:
                    os.unlink(path)

    def tests(self):
        """The command of each of meson's tests."""
        found = json.loads(must(["meson", "introspect", "--tests",
                                 self.build]))
        return {t["name"]: t["cmd"] for t in found
                if SUITES & {s.split(":")[-1] for s in t["suite"]}}

    def programs(self, tests):
        """The targets of ninja for tests and for what they start."""
        out = {os.path.relpath(a, self.build) for cmd in tests.values()
               for a in cmd if a.startswith(self.build + "/")}
        if any(t.startswith("tool_") for t in tests):
            out.add("app/dpdk-test-accel")
        return sorted(out)

    def ninja(self, targets, jobs):
        """Build; the status and the output."""
        done = shell(["ninja", "-C", self.build, f"-j{jobs}", *targets])
        return done.returncode, done.stdout.decode(errors="replace")

    def must_build(self, targets, jobs):
        status, text = self.ninja(targets, jobs)
        if status:
            sys.exit(f"{text[-3000:]}\nmutants: error: "
                     f"the build in {self.build} failed")

    def objects(self):
        """For each file of the tree the objects it goes into."""
        product, others = (collections.defaultdict(set) for _ in range(2))
        out, obj = None, None
        for line in must(["ninja", "-C", self.build, "-t", "deps"]
                         ).splitlines():
            name = line.strip()
            if name == line:
                obj, out = line.split(":")[0], None
            elif name.startswith("../"):
                name = os.path.normpath(name[3:])
                if out is None:
                    # The first file is the source. The tests' own objects
                    # count for headers that no product source includes.
                    out = product if name.startswith(PRODUCT) else others
                out[name].add(obj)
        return {**others, **product}

    def hashes(self, objects):
        return [hashlib.sha1(read(os.path.join(self.build, o))).digest()
                for o in objects]


def run_test(cmd, limit, **env):
    """None if the program passes, else how it failed."""
    p = subprocess.Popen(cmd, env=dict(ENV, **env), stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         start_new_session=True)
    try:
        status = p.wait(limit)
        how = None if status == 0 else f"status {status}"
    except subprocess.TimeoutExpired:
        how = "time"
    finally:
        # With the program goes what it started.
        try:
            os.killpg(p.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        p.wait()
    return how
