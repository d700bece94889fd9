# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
"""Small mistakes for a C file: the mutants that devtools/mutants.py tries."""

import collections
import re

# A mutant replaces text[start:end] of a file. kind: see KINDS.
Mutant = collections.namedtuple("Mutant", "path line start end new kind")
Token = collections.namedtuple("Token", "kind text start end line")

KINDS = ("constant", "comparison", "operator", "operand", "statement", "width")

TOKEN = re.compile(r"""
    (?P<skip>/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
  | (?P<directive>^[ \t]*\#(?:\\\n|[^\n])*)
  | (?P<number>\b(?:0[xX][0-9a-fA-F]+|\d+)[uUlL]*\b)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=
        |[-+*/%&|^!~<>=?:;,.(){}\[\]])
""", re.X | re.M | re.S)

COMPARISONS = {"<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"],
               "==": ["!="], "!=": ["=="]}
OPERATORS = {"&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"],
             "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"],
             "+=": ["-=", "="], "-=": ["+=", "="], "|=": ["=", "&="],
             "&=": ["|="], "^=": ["="], "^": ["|"], "/": ["%"]}
# Binary only behind an operand; before that these are signs or addresses.
UNARY = set("+-&")
NAMES = {"pkt_len": "data_len", "data_len": "pkt_len", "head": "tail",
         "tail": "head", "true": "false", "false": "true",
         "RTE_MIN": "RTE_MAX", "RTE_MAX": "RTE_MIN", "src": "dst",
         "dst": "src", "m_src": "m_dst", "m_dst": "m_src", "in": "out",
         "out": "in", "high": "low", "low": "high", "enqueue": "dequeue"}
WIDTHS = {"uint64_t": "uint32_t", "uint32_t": "uint16_t",
          "uint16_t": "uint8_t", "size_t": "uint32_t", "int64_t": "int32_t",
          "le64": "le32", "le32": "le16"}
KEYWORDS = {"return", "if", "while", "for", "switch", "else", "do", "case",
            "default", "goto", "sizeof", "struct", "union", "enum", "static",
            "const", "typedef", "extern", "unsigned", "int", "void", "bool",
            "char", "long", "volatile", "inline"}


def tokens_of(text):
    """The tokens of C text, without comments, strings and directives."""
    out, line, last = [], 1, 0
    for m in TOKEN.finditer(text):
        line += text.count("\n", last, m.start())
        last = m.start()
        if m.lastgroup not in ("skip", "directive"):
            out.append(Token(m.lastgroup, m.group(), m.start(), m.end(), line))
    return out


def numbers(text):
    """Other values of a constant."""
    digits = text.rstrip("uUlL")
    value, suffix = int(digits, 0) if not re.fullmatch("0[0-7]+", digits) \
        else int(digits, 8), text[len(digits):]
    fmt = "0x{:x}" if digits[:2].lower() == "0x" else "{}"
    return [fmt.format(v) + suffix
            for v in ([1] if value == 0 else [value + 1, value - 1])]


def replacements(toks, i):
    """Pairs of kind and text for token i alone."""
    t, before = toks[i], toks[i - 1] if i else None
    after = toks[i + 1] if i + 1 < len(toks) else None
    binary = before and (before.kind in ("name", "number") and
                         before.text not in KEYWORDS or
                         before.text in (")", "]"))
    if t.kind == "number":
        return [("constant", n) for n in numbers(t.text)]
    if t.kind == "name":
        if t.text in WIDTHS:
            return [("width", WIDTHS[t.text])]
        if t.text in NAMES and not (after and after.text == "(" and
                                    t.text.islower()):
            return [("operand", NAMES[t.text])]
        return []
    if t.text in COMPARISONS:
        return [("comparison", n) for n in COMPARISONS[t.text]]
    if t.text in OPERATORS and (t.text not in UNARY or binary):
        return [("operator", n) for n in OPERATORS[t.text]]
    if t.text == "!":
        return [("operator", " ")]
    return []


def summands(toks, i):
    """The end of a summand behind token i that may be left out, or None."""
    if toks[i].text not in ("+", "-") or i + 2 >= len(toks) or \
            toks[i + 1].kind not in ("name", "number"):
        return None
    j = i + 2
    while toks[j].text in ("->", ".") and toks[j + 1].kind == "name":
        j += 2
    return toks[j - 1].end if toks[j].text in (";", ")", ",", "]") else None


def statement_end(toks, i):
    """The token that ends a statement at token i if it may go, or None."""
    if toks[i].kind != "name" or i == 0 or \
            toks[i - 1].text not in (";", "{", "}", ")", ":", "else"):
        return None
    first = toks[i].text
    if first in KEYWORDS or "LOG" in first:
        return None
    if first not in ("break", "continue") and \
            toks[i + 1].kind == "name":
        return None
    depth, changes = 0, first in ("break", "continue")
    for j in range(i, len(toks)):
        t = toks[j].text
        if t in "([":
            depth += 1
        elif t in ")]":
            depth -= 1
        if depth < 0 or t in "{}" or t == ":":
            return None
        if t == ";" and depth == 0:
            return j if changes else None
        changes = changes or t in ("=", "++", "--") or t == "(" or \
            len(t) > 1 and t.endswith("=") and t not in COMPARISONS
    return None


def mutants_of(path, text):
    """All mutants of a file inside of functions and of initialisers."""
    toks, out, depth = tokens_of(text), [], 0
    for i, t in enumerate(toks):
        depth += (t.text == "{") - (t.text == "}")
        if depth == 0:
            continue
        for kind, new in replacements(toks, i):
            out.append(Mutant(path, t.line, t.start, t.end, new, kind))
        end = summands(toks, i)
        if end and toks[i - 1].text not in ("(", "=", ","):
            out.append(Mutant(path, t.line, t.start, end, "", "operand"))
        j = statement_end(toks, i)
        if j:
            # The lines below keep their numbers.
            gone = text[t.start:toks[j].start].count("\n") * "\n"
            out.append(Mutant(path, t.line, t.start, toks[j].start, gone,
                              "statement"))
    return out


def apply(mutant, text):
    return text[:mutant.start] + mutant.new + text[mutant.end:]


def describe(mutant, text):
    """The line as it is and as it becomes."""
    begin = text.rfind("\n", 0, mutant.start) + 1
    end = text.find("\n", mutant.end)
    old = text[begin:end]
    new = text[begin:mutant.start] + mutant.new + text[mutant.end:end]
    return " ".join(old.split()), " ".join(new.split())
