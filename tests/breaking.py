"""Projects broken in one named way each, and all that is then found wrong with them."""

from collections.abc import Callable

import pytest
from small_project import Project, Row

from magnitsky_data.contract.problems import ProblemsFound
from magnitsky_data.curation.pipeline import validated

Place = tuple[str, int]  # file and line
Break = Callable[[Project], Place]  # breaks a project and returns the place that is to be named
ELSEWHERE = ("raw/", "designations (derived, key ")
# By rule and by way: how the project is broken, and what is said of the row, each as "column  message".
Broken = dict[str, dict[str, tuple[Break, *tuple[str, ...]]]]


def cases(broken: Broken) -> list[object]:
    """Return one parameter set a case: how the project is broken, and the words expected."""
    return [
        pytest.param(breaks, words, id=f"{rule}: {way}")
        for rule, ways in broken.items()
        for way, (breaks, *words) in ways.items()
    ]


def findings(project: Project) -> list[str]:
    """Return everything that is wrong with a project, as `validate` says it, sorted."""
    try:
        validated(project.root)
    except ProblemsFound as found:
        return sorted(map(str, found.problems))
    return []


def told(place: Place, words: list[str]) -> list[str]:
    """Return what is said, sorted: "column  message" of this place, or of another place that the words name in full.

    A row that the build makes has no line.
    """
    prefix = f"{place[0]}:{place[1]}" if place[1] else place[0]
    return sorted(text if text.startswith(ELSEWHERE) else f"{prefix}:{text}" for text in words)


def built(project: Project, table: str) -> list[Row]:
    """Return the rows of a table as the build makes it; the project must be valid."""
    return validated(project.root).rows(table)


# Ways to break a project


def change(name: str, where: Row, **cells: str) -> Break:
    """Change cells of the one row that ``where`` tells."""
    return lambda project: (f"raw/{name}.csv", project.change(name, where, **cells))


def add(name: str, row: Row) -> Break:
    """Add a row, empty where it says nothing."""
    return lambda project: (f"raw/{name}.csv", project.add(name, row))


def copy_row(name: str, where: Row, **cells: str) -> Break:
    """Add a row that differs from the one that ``where`` tells in these cells."""

    def breaks(project: Project) -> Place:
        row = project.rows(name)[project.line(name, where) - 2]
        return f"raw/{name}.csv", project.add(name, {**row, **cells})

    return breaks


def drop(name: str, where: Row) -> Break:
    """Take rows away; what is then wrong shows elsewhere."""

    def breaks(project: Project) -> Place:
        project.drop(name, where)
        return f"raw/{name}.csv", 0

    return breaks


def shown_at(name: str, where: Row, *breaks: Break) -> Break:
    """Break a project in several places of which others are the cause and this row is named."""

    def all_of_them(project: Project) -> Place:
        for each in breaks:
            each(project)
        return f"raw/{name}.csv", project.line(name, where)

    return all_of_them
