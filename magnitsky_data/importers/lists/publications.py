"""The publications of a list: which file is which, by its official name, what reads it, and the state that it holds."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState
from magnitsky_data.importers.reading import source_row, state_title


@dataclass(frozen=True)
class Publication:
    """One form in which a list is published."""

    pattern: str  # of the names of its files
    example: str  # such a name
    read: Callable[[list[OfficialFile], Context], Iterable[ListState]]  # from the files of one folder


def publication_of(name: str, publications: Sequence[Publication]) -> Publication | None:
    """Return the publication that a file is of by its name, None for a file of another list."""
    return next((p for p in publications if re.fullmatch(p.pattern, name)), None)


def read_publications(
    files: list[OfficialFile], context: Context, publications: Sequence[Publication]
) -> Iterator[ListState]:
    """Yield the states in the files of a folder, a file of no publication is refused."""
    found = {file.name: publication_of(file.name, publications) for file in files}
    for file in files:
        if not found[file.name]:
            raise ImportRefused(
                f"{file.name}: no publication that is read has such a name; expected one such as {', '.join(p.example for p in publications)}; "
                "give a renamed copy its official name; other formats of the list say the same again"
            )
    for publication in publications:
        yield from publication.read([f for f in files if found[f.name] is publication], context)


@dataclass(frozen=True)
class Official:
    """What is the same in every state of an official publication: its name, and the facts of its sources."""

    list_id: str
    name: str
    slug: str  # the first part of the ids of its sources
    publisher: str
    title: str
    language_code: str = "en"
    rank: int = 0  # of two publications of one day the higher gives the parts of an entry

    def state(
        self, file: OfficialFile, day: str, entries: Iterable[Entry], entry_count: int, basis: str = "in_file"
    ) -> ListState:
        """Return the complete state that a file holds; no entry stands twice, and each names the file as its source."""
        source = source_row(
            file,
            self.slug,
            day,
            source_type="official_list",
            jurisdiction_code=self.list_id[:2].upper(),
            publisher=self.publisher,
            title=state_title(self.title, file, day),
            language_code=self.language_code,
        )
        found = tuple(replace(entry, source_id=source["source_id"]) for entry in entries)
        stand_once(found, file.name)
        return ListState(
            self.list_id,
            self.name,
            day,
            basis,
            "complete",
            file.sha256,
            (source,),
            entry_count=entry_count,
            entries=found,
            rank=self.rank,
        )


def stand_once(entries: Iterable[Entry], where: str) -> None:
    """Refuse an entry that stands in two records."""
    for entry_id, count in Counter(entry.entry_id for entry in entries).items():
        if count > 1:
            raise ImportRefused(f"{where}: {entry_id} stands in {count} records; expected each once: a damaged file")
