"""A refresh: the present official files, fetched, imported, validated, built, and what that changed.

The one room that joins the network and both wings. Publishers are asked before the project is held. Each importer's
files come in whole or not at all, and one that fails does not stop the others.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.problems import Problem, ProblemsFound
from magnitsky_data.contract.writer import RELEASE, only_writer
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.publish import build
from magnitsky_data.differences import Difference, diff
from magnitsky_data.errors import DamagedRelease, MagnitskyDataError
from magnitsky_data.importers.run import import_files
from magnitsky_data.importers.stored import rows_of
from magnitsky_data.refreshing.addresses import Address, addresses
from magnitsky_data.refreshing.client import Client, Fetched, FetchFailed, PublisherSilent
from magnitsky_data.refreshing.kept import Kept

Progress = Callable[[str], None]


@dataclass
class Taken:
    """What a refresh took for one importer."""

    importer: str
    files: int  # asked for
    new: list[str] = field(default_factory=list)  # names of files that are not in the project yet
    changed: list[str] = field(default_factory=list)  # files written under raw/
    again: list[str] = field(default_factory=list)  # files to import again, see importers.run.Summary
    failed: list[str] = field(default_factory=list)  # messages

    def said(self) -> str:
        """Return in one line what came."""
        asked = f"{self.files} file{'' if self.files == 1 else 's'} asked for"
        new = f"{len(self.new)} new" if self.new else "nothing new"
        wrote = f", {len(self.changed)} files changed under raw/" if self.changed else ""
        return f"{asked}, {new}{wrote}" + (f", {len(self.failed)} FAILED" if self.failed else "")


@dataclass
class Refreshed:
    """What a refresh did; ``build/`` is as before where there are problems or nothing changed."""

    taken: list[Taken]
    problems: list[Problem] = field(default_factory=list)
    difference: Difference | None = None  # between the release before and the new one, where there was one
    uncompared: str = ""  # why there is no difference, though there was a release

    @property
    def has_failed(self) -> bool:
        """Whether a publisher failed or a file was refused, or the data that came break a rule."""
        return bool(self.problems) or any(one.failed for one in self.taken)

    @property
    def has_changed(self) -> bool:
        """Whether anything under raw/ is another than before."""
        return any(one.changed for one in self.taken)


def refresh(
    root: Path,
    names: Iterable[str],
    day: date,
    client: Client,
    kept: Kept,
    *,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> Refreshed:
    """Bring a project up to the present files of these importers, or of all that have an address.

    ``day`` is that of files which carry none. A dry run does the same in a copy that it throws away; what it fetched
    is kept. ``ImporterNotFound`` and ``AddressUnknown`` come before anything is asked for, ``ProjectBusy`` and
    ``BuildStopped`` as from the commands that it joins.
    """
    contract = Contract.read(root / "datapackage.json")
    wanted = addresses(root, contract, names)
    found = {name: list(_fetched(wanted[name], client, kept, progress)) for name in wanted}
    if not dry_run:
        return _brought(root, contract, wanted, found, day, progress)
    with TemporaryDirectory() as scratch:
        copy = Path(scratch)
        with only_writer(root, "refresh --dry-run"):  # nobody changes what is copied
            shutil.copy(root / "datapackage.json", copy)
            for folder in ("raw", RELEASE):
                if (root / folder).is_dir():
                    shutil.copytree(root / folder, copy / folder)
        return _brought(copy, contract, wanted, found, day, progress)


def _fetched(
    wanted: Iterable[Address], client: Client, kept: Kept, progress: Progress
) -> Iterator[Fetched | FetchFailed]:
    """Yield what is at each address, or why it is not; a publisher that is silent is asked for nothing more."""
    for address in wanted:
        progress(address.file_name)
        try:
            answer = client.get(address.url, address.redirect_hosts, kept.last(address.url))
            yield answer if isinstance(answer, Fetched) else kept.keep(address.url, address.file_name, answer)
        except FetchFailed as error:
            yield error
            if isinstance(error, PublisherSilent):
                return


def _brought(
    root: Path,
    contract: Contract,
    wanted: dict[str, list[Address]],
    found: dict[str, list[Fetched | FetchFailed]],
    day: date,
    progress: Progress,
) -> Refreshed:
    """Import what was fetched; unless all that came is a failure, validate, and build where raw/ changed.

    With nothing new it names what an earlier refresh left to a curator.
    """
    with only_writer(root, "refresh"), TemporaryDirectory() as scratch:
        done = Refreshed([_taken(root, contract, wanted[n], found[n], day, progress) for n in wanted])
        if done.has_failed and not done.has_changed:
            return done
        try:
            data = validated(root, progress)
        except ProblemsFound as error:
            done.problems = error.problems
        if done.problems or not done.has_changed:
            return done
        before = Path(scratch) / RELEASE
        if (root / RELEASE).is_dir():
            shutil.copytree(root / RELEASE, before, ignore=shutil.ignore_patterns("*.csv"))
        build(root, data, progress)
        try:
            done.difference = diff(before, root / RELEASE) if before.is_dir() else None
        except DamagedRelease as error:
            done.uncompared = str(error).replace(str(before), RELEASE)
    return done


def _taken(
    root: Path,
    contract: Contract,
    wanted: list[Address],
    found: list[Fetched | FetchFailed],
    day: date,
    progress: Progress,
) -> Taken:
    """Import the files of one importer that the project does not have yet, all or none."""
    name = wanted[0].importer
    taken = Taken(name, len(found), failed=[str(one) for one in found if isinstance(one, FetchFailed)])
    sources = root / "raw" / "imported" / name / "sources.csv"
    at_hand = {row["sha256"] for row in rows_of(contract, sources)}
    new = {
        one.sha256: (address, one)
        for address, one in zip(wanted, found, strict=False)
        if isinstance(one, Fetched) and one.sha256 not in at_hand
    }
    if not new:
        return taken
    with TemporaryDirectory() as folder:
        for address, one in new.values():
            shutil.copy(one.file, Path(folder) / address.file_name)
        rows = [address.source_file(digest, day) for digest, (address, _) in new.items()]
        try:
            done = import_files(root, name, Path(folder), fetched=rows, progress=progress)
        except MagnitskyDataError as error:
            lie = ", ".join(str(one.file) for _, one in new.values())
            taken.failed.append(f"{error}\nwhat was fetched: {lie}")
            return taken
    if done.changed:  # an older record of a bill than that at hand is no news
        taken.new = sorted(address.file_name for address, _ in new.values())
    taken.changed, taken.again = done.changed, done.again
    return taken
