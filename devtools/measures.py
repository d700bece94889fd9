#!/usr/bin/python3
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Print the measures of the product code, drivers/, kernel/ and app/.

A function's length is the number of its lines, from its type to its brace. A comment
line has nothing but comment. A duplicate is a run of lines that stands in two
places; blank lines, comments and #include lines are left out of both first.

Status 1 if a goal is missed: no function above 50 lines or 6 parameters, no
file above 400 lines in drivers/ and kernel/, no duplicate. A function whose type an
API dictates may have more parameters; the list DICTATED names each with its type.
"""

import argparse
import pathlib
import re
import statistics
import subprocess
import sys

MAX_LINES = 50
MAX_PARAMETERS = 6
MAX_FILE = 400
RUN = 8
FOLDERS = ["drivers", "kernel", "app"]
# Functions that an API calls, and the type that it dictates. DPDK passes the data, IV,
# digest and AAD of an operation of the raw data-path API one by one.
DICTATED = {
    ("drivers/crypto/hisi_sec/sec_enqueue.h", "sec_raw_single"):
        "cryptodev_sym_raw_enqueue_t",
    ("drivers/crypto/hisi_sec/sec_raw.c", "raw_dequeue_burst"):
        "cryptodev_sym_raw_dequeue_burst_t",
}

COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
                     r'|/\*.*?\*/|//[^\n]*', re.S)


def blank(match):
    """A comment becomes spaces; a literal stays."""
    text = match.group(0)
    if text[0] != "/":
        return text
    return re.sub(r"[^\n]", " ", text)


class Source:
    """A C file: its lines, and the same lines without comments."""

    def __init__(self, path, text):
        self.path = path
        self.lines = text.splitlines()
        self.code = COMMENT.sub(blank, text).splitlines()

    def comment_lines(self):
        return sum(1 for line, code in zip(self.lines, self.code)
                   if line.strip() and not code.strip())

    def functions(self):
        """Yield name, line number, length and number of parameters.

        By the coding style a function's braces stand in the first column.
        """
        for start, line in enumerate(self.code):
            if line.rstrip() != "{":
                continue
            end = start + 1
            while end < len(self.code) and not self.code[end].startswith("}"):
                end += 1
            first = start
            while first > 0 and self.code[first - 1].strip() and \
                    not re.match(r"[#}/]|.*;\s*$", self.code[first - 1]):
                first -= 1
            head = " ".join(self.code[first:start])
            found = re.search(r"(\w+)\s*\((.*)\)[^()]*$", head)
            if found:
                yield (found.group(1), start + 1, end - first + 1,
                       parameters(found.group(2)))

    def significant(self):
        """Pairs of line number and line, for the search of duplicates."""
        for number, line in enumerate(self.code, 1):
            text = line.strip()
            if text and not text.startswith("#include"):
                yield number, text


def parameters(text):
    """The number of parameters in a list; commas within () do not count."""
    while re.search(r"\([^()]*\)", text):
        text = re.sub(r"\([^()]*\)", "", text)
    return 0 if text.strip() in ("", "void") else text.count(",") + 1


def duplicates(sources):
    """Maximal runs of RUN lines and more that stand in two places."""
    lines = [(s.path, n, t) for s in sources for n, t in s.significant()]
    seen, runs, skip = {}, [], 0
    for at in range(len(lines) - RUN + 1):
        if lines[at][0] != lines[at + RUN - 1][0]:
            continue
        key = tuple(t for _, _, t in lines[at:at + RUN])
        first = seen.setdefault(key, at)
        if first == at or at < skip or first + RUN > at:
            continue
        length = RUN
        while at + length < len(lines) and \
                lines[first + length][::2] == \
                (lines[first][0], lines[at + length][2]) and \
                lines[at + length][0] == lines[at][0]:
            length += 1
        runs.append((length, lines[first][:2], lines[at][:2]))
        skip = at + length - RUN + 1
    return sorted(runs, reverse=True)


def tree_files(rev):
    """Paths and texts of the C files, of a commit or of the work tree."""
    command = ["git", "ls-files", "--"] if rev is None else \
              ["git", "ls-tree", "-r", "--name-only", rev, "--"]
    names = subprocess.run(command + FOLDERS, check=True, text=True,
                           stdout=subprocess.PIPE).stdout.split("\n")
    for name in names:
        if not name.endswith((".c", ".h")):
            continue
        if rev is not None:
            yield name, subprocess.run(["git", "show", f"{rev}:{name}"],
                                       check=True, text=True,
                                       stdout=subprocess.PIPE).stdout
        elif pathlib.Path(name).exists():
            yield name, pathlib.Path(name).read_text()


def measure(sources, under, show):
    """Print the measures below a folder. @return whether goals are met"""
    part = [s for s in sources if s.path.startswith(under)]
    if not part:
        return True
    found = [(s.path, *f) for s in part for f in s.functions()]
    lengths = sorted(f[3] for f in found)
    long = [f for f in found if f[3] > MAX_LINES]
    wide = [f for f in found if f[4] > MAX_PARAMETERS]
    dictated = [f for f in wide if f[:2] in DICTATED]
    wide = [f for f in wide if f[:2] not in DICTATED]
    chosen = [f[4] for f in found if f[:2] not in DICTATED]
    big = [s for s in part if len(s.lines) > MAX_FILE]
    same = duplicates(part)
    total = sum(1 for s in part for line in s.lines if line.strip())
    comments = sum(s.comment_lines() for s in part)
    print(f"{under:24} {len(part):5} {sum(len(s.lines) for s in part):6} "
          f"{len(found):5} {statistics.median(lengths):6.0f} "
          f"{lengths[int(0.9 * (len(lengths) - 1))]:4} {lengths[-1]:4} "
          f"{len(long):5} {max(chosen):6} {len(wide):5} "
          f"{100 * comments / total:8.1f} {len(big):5} {len(same):5}")
    for path, name, line, _, params in dictated:
        print(f"    {path}:{line}: {name}(): {params} parameters, as "
              f"{DICTATED[path, name]} has them (not counted)")
    if show:
        for path, name, line, length, params in long + wide:
            print(f"    {path}:{line}: {name}(): {length} lines, "
                  f"{params} parameters")
        for s in big:
            print(f"    {s.path}: {len(s.lines)} lines")
        for length, a, b in same:
            print(f"    {length} lines: {a[0]}:{a[1]} = {b[0]}:{b[1]}")
    goals = not (long or wide or same)
    return goals and not (big and not under.startswith("app"))


def main():
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    p.add_argument("--rev", help="measure a commit, not the work tree")
    p.add_argument("--list", action="store_true",
                   help="name the functions, files and runs that miss a goal")
    p.add_argument("folder", nargs="*",
                   help="only these (default: drivers, kernel, app)")
    a = p.parse_args()
    sources = [Source(*f) for f in tree_files(a.rev)]
    print(f"{'':24} files  lines  functions: median p90  max  >{MAX_LINES}"
          f"  params  >{MAX_PARAMETERS}  comment%  >{MAX_FILE}  dup")
    met = [measure(sources, f.rstrip("/") + "/", a.list)
           for f in a.folder or FOLDERS]
    # A run may stand in two of the folders.
    if not a.folder:
        apart = [r for r in duplicates(sources)
                 if r[1][0].split("/")[0] != r[2][0].split("/")[0]]
        print(f"duplicate runs across folders: {len(apart)}")
        for length, x, y in apart if a.list else []:
            print(f"    {length} lines: {x[0]}:{x[1]} = {y[0]}:{y[1]}")
        met.append(not apart)
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
