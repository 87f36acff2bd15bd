"""The publications of a list: which file is which, by its official name, and what reads it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.expect import Expectation, meet


@dataclass(frozen=True)
class Publication:
    """One form in which a list is published."""

    pattern: str  # of the names of its files
    example: str  # such a name
    read: Callable[[list[OfficialFile], Context], Iterable[ListState]]  # from the files of one folder
    expectations: tuple[Expectation, ...] = ()


def publication_of(name: str, publications: Sequence[Publication]) -> Publication | None:
    """Return the publication that a file is of by its name, None for a file of another list."""
    return next((p for p in publications if re.fullmatch(p.pattern, name)), None)


def read_publications(
    files: list[OfficialFile], context: Context, publications: Sequence[Publication]
) -> Iterator[ListState]:
    """Yield the states in the files of a folder, each as full as expected; a file of no publication is refused."""
    found = {file.name: publication_of(file.name, publications) for file in files}
    for file in files:
        if not found[file.name]:
            raise ImportRefused(
                f"{file.name}: no publication that is read has such a name; expected one such as {', '.join(p.example for p in publications)}; "
                "give a renamed copy its official name; other formats of the list say the same again"
            )
    for publication in publications:
        for state in publication.read([f for f in files if found[f.name] is publication], context):
            main = next((f.name for f in files if f.sha256 == state.main_sha256), f"{len(files)} files")
            yield meet(state, publication.expectations, main)
