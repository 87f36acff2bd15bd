"""What is wrong with the data, as values: a file, a line, a column and a message."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from magnitsky_data.errors import MagnitskyDataError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong, where it is, and what was expected."""

    file: str
    line: int  # 0: the file as a whole
    column: str
    message: str

    def __str__(self) -> str:
        place = self.file if not self.line else f"{self.file}:{self.line}"
        return f"{place}:{self.column}  {self.message}" if self.column else f"{place}  {self.message}"


class ProblemsFound(MagnitskyDataError):
    """The data do not meet the contract; ``problems`` has all of them, sorted."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def shown(path: Path, root: Path) -> str:
    """Return a path as messages show it: relative to the project when it lies inside."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
