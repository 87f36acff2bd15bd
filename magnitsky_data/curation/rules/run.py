"""All rules: each has a name, the sentence of what holds, and finds the rows that break it.

In an SQL file a rule begins with ``-- rule NAME on TABLE``, then its sentence and reason as comments, then a
query for the rows of the table that break it: ``row_at``, the column, the message. A rule may have several
such queries under its name. In a Python module it is a public function that yields problems. A new file
or module is named in ``MODULES``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain

from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.database import Database, sql_files, statements

MODULES = ("persons", "case", "reference", "identity", "legislation", "sanctions", "retaliation")  # the longest first
_HEAD = re.compile(r"^-- rule (?P<name>\w+) on (?P<table>\w+)\n(?P<comment>(?:--.*\n)+)", re.M)


@dataclass(frozen=True)
class Rule:
    """One rule: what it is called, what holds, and how its problems are found."""

    name: str
    sentence: str
    find: Callable[[Database], Iterator[Problem]]
    tables: frozenset[str] = frozenset()  # whose rows it selects; of a function not told


def rules() -> list[Rule]:
    """Return all rules in the order of ``MODULES``."""
    return [rule for name in MODULES for rule in (*_queries(name), *_functions(name))]


def run_rules(data: Database) -> list[Problem]:
    """Return the problems of all rules; one that selects rows of empty tables is not asked."""
    filled = data.filled()
    asked = [rule for rule in rules() if not rule.tables or rule.tables & filled]
    found = data.at_once(partial(list[Problem], rule.find(data)) for rule in asked)
    return list(chain.from_iterable(found))


def _queries(name: str) -> Iterator[Rule]:
    if name not in sql_files("rules"):
        return
    text = statements("rules", name)
    heads = list(_HEAD.finditer(text))
    found: dict[str, list[tuple[str, str]]] = {}
    sentences: dict[str, str] = {}
    for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
        found.setdefault(head["name"], []).append((head["table"], text[head.end() : end]))
        sentences.setdefault(head["name"], head["comment"].split("\n")[0].removeprefix("-- "))
    for rule, queries in found.items():
        yield Rule(rule, sentences[rule], partial(_select, queries), frozenset(table for table, _ in queries))


def _select(queries: list[tuple[str, str]], data: Database) -> Iterator[Problem]:
    for table, query in queries:
        for row_at, column, message in data.select(query):
            yield data.problem(table, int(row_at), column, message)


def _functions(name: str) -> Iterator[Rule]:
    try:
        module = import_module(f"{__package__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__package__}.{name}":
            raise
        return
    for rule, function in vars(module).items():
        if callable(function) and getattr(function, "__module__", "") == module.__name__ and not rule.startswith("_"):
            yield Rule(rule, (function.__doc__ or "").split("\n")[0], function)
