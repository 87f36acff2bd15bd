"""Rules that a schema cannot say. Each is one function with a name, a reason and a test.

A rule takes the dataset and yields problems placed at the row that breaks it. The modules hold them
by group of tables; a new module is named in ``MODULES``.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from magnitsky_data.contract.problems import Problem
from magnitsky_data.curation.assemble import Dataset

Rule = Callable[[Dataset], Iterator[Problem]]

MODULES = ("reference", "legislation", "sanctions", "retaliation", "case")


def rules() -> dict[str, Rule]:
    """Return all rules by name: the public functions that the modules define."""
    modules = [import_module(f"{__name__}.{name}") for name in MODULES]
    return {
        name: rule
        for module in modules
        for name, rule in vars(module).items()
        if callable(rule) and rule.__module__ == module.__name__ and not name.startswith("_")
    }


def run_rules(data: Dataset) -> list[Problem]:
    """Return the problems of all rules."""
    return [problem for rule in rules().values() for problem in rule(data)]
