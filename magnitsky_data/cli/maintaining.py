"""Verbs of maintainers: format, validate, import, refresh, build, release. What they need is imported when they run."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Project folder.  [default: here]",
)


@contextmanager
def _steps(label: str) -> Iterator[Any]:
    """Yield a function that shows the step at work on a terminal, and nothing in a pipe."""
    terminal = sys.stderr.isatty()

    def step(name: str) -> None:
        if terminal:
            click.echo(f"\r\033[K{label}: {name}", err=True, nl=False)

    yield step
    if terminal:
        click.echo("\r\033[K", err=True, nl=False)


def _validated(root: Path) -> Any:
    from magnitsky_data.contract.problems import ProblemsFound
    from magnitsky_data.contract.writer import settle
    from magnitsky_data.curation.pipeline import validated

    settle(root.resolve())
    try:
        with _steps("validate") as step:
            return validated(root.resolve(), step)
    except ProblemsFound as found:
        _tell(found.problems, "validate")
        sys.exit(1)


def _tell(problems: Sequence[Any], then: str) -> None:
    """Say what is wrong with the data, and which command to run when it is mended."""
    click.echo("\n".join(map(str, problems)), err=True)
    click.echo(
        f"{_number(len(problems), 'problem')}; mend the lines named, then run `magnitsky-data {then}`{' again' if then == 'validate' else ''}",
        err=True,
    )


@click.command("format")
@_root
def format_(root: Path) -> None:
    """Rewrite the files under raw/ in canonical form."""
    from magnitsky_data.contract.writer import only_writer
    from magnitsky_data.curation.pipeline import format_raw

    with only_writer(root.resolve(), "format"):
        for name in format_raw(root.resolve()):
            click.echo(f"formatted {name}")


@click.command()
@_root
def validate(root: Path) -> None:
    """Check all of raw/ and report every problem at once."""
    data = _validated(root)
    click.echo(
        f"valid: {sum(map(data.count, data.contract.published)):,} rows in {len(data.contract.published)} tables"
    )


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


@click.command("import")
@click.argument("importer")
@click.argument("file", metavar="FILE_OR_FOLDER", type=click.Path(exists=True, path_type=Path))
@click.option("--date", default="", help="Day of the file, YYYY-MM-DD, where it carries none.")
@click.option(
    "--url",
    default="",
    help="Where a file that raw/curated/source_files.csv lacks was published; "
    "for a folder the address up to the last slash, to which the names of such files are joined.",
)
@click.option(
    "--licence", default="", help="Terms of files of which none are known, as raw/curated/licences.csv has them."
)
@click.option(
    "--accept-change",
    "accept",
    metavar="REASON",
    default="",
    help="Why a list that differs much from the states at hand is right; raw/curated/accepted_changes.csv keeps it.",
)
@_root
def import_(importer: str, file: Path, date: str, url: str, licence: str, accept: str, root: Path) -> None:
    """Read official files with IMPORTER into raw/imported."""
    from magnitsky_data.contract.cells import is_date
    from magnitsky_data.contract.writer import only_writer
    from magnitsky_data.importers.run import import_files

    if date and not is_date(date):
        raise click.BadParameter(f"{date!r} is not a date; expected YYYY-MM-DD", param_hint="--date")
    with only_writer(root.resolve(), f"import {importer}"), _steps("import") as step:
        done = import_files(
            root.resolve(), importer, file, url=url, licence=licence, date=date, accept=accept, progress=step
        )
    click.echo(
        f"{_number(done.files, 'file')}, {_number(done.records, 'record')}"
        + (f", {len(done.skipped)} not in the curated selection" if done.skipped else "")
    )
    for name in done.changed:
        click.echo(f"wrote {name}")
    if not done.changed:
        click.echo("no change")
    for state in done.accepted:
        click.echo(f"accepted {state}")
    if accept and not done.accepted:
        click.echo("no list differs so much that it had to be accepted")
    for name in done.again:
        click.echo(f"import again {name}: it was searched before all entries that this import shows were known")


@click.command()
@click.option("--check", is_flag=True, help="Compare build/ with a fresh build and write nothing.")
@_root
def build(check: bool, root: Path) -> None:
    """Validate raw/ and write the release to build/."""
    from magnitsky_data.contract.writer import RELEASE, only_writer
    from magnitsky_data.curation import publish

    root = root.resolve()
    if check:
        data = _validated(root)
        differing = publish.check_release(root, data)
        for name in differing:
            click.echo(f"build/{name} differs from a fresh build of raw/; run `magnitsky-data build`", err=True)
        sys.exit(1 if differing else 0)
    with only_writer(root, "build"):
        data = _validated(root)
        with _steps("build") as step:
            changed = publish.build(root, data, step)
    for name in changed:
        click.echo(f"{'wrote' if (root / RELEASE / name).is_file() else 'took away'} build/{name}")
    if not changed:
        click.echo("no change")


@click.command("release")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write the folder of the release into.",
)
@click.option(
    "--since",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="An earlier release, or its build/: the notes then tell what changed.",
)
@_root
def release_(out: Path, since: Path | None, root: Path) -> None:
    """Write the files that people download, in many forms."""
    from magnitsky_data.curation.release import make_release

    data = _validated(root)
    with _steps("release") as step:
        made = make_release(root.resolve(), data, out, since, step)
    for file in made:
        click.echo(str(file))


@click.command("propose-links")
@click.option("--from", "cut", type=float, default=None, help="Lowest score shown.  [default: the cut of the project]")
@_root
def propose_links(cut: float | None, root: Path) -> None:
    """Print undecided pairs that may be one person or body."""
    from magnitsky_data.curation.linking.propose import proposals
    from magnitsky_data.curation.linking.score import CUT

    cut, data = CUT if cut is None else cut, _validated(root)
    found = proposals(data, cut)
    for proposal in found:
        click.echo(f"{proposal.score:5.1f}  {proposal.one}\n       {proposal.other}")
        for feature in proposal.features:
            click.echo(f"       {feature.points:+6.1f}  {feature.said}")
    pairs = f"{len(found)} open pair{'' if len(found) == 1 else 's'} from score {cut:g} on"
    advice = "; read both records, then add each to raw/curated/link_decisions.csv" if found else ""
    click.echo(pairs + advice)


@click.command("refresh")
@click.argument("names", nargs=-1, metavar="[LIST]...")
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="MAGNITSKY_DATA_STORE",
    default=Path("~/.local/share/magnitsky-data"),
    show_default=True,
    show_envvar=True,
    help="Folder of the files that are fetched, outside of the project.",
)
@click.option("--date", default="", help="Day of files that carry none, YYYY-MM-DD.  [default: today]")
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing but the store.")
@_root
def refresh_(names: tuple[str, ...], store: Path, date: str, dry_run: bool, root: Path) -> None:
    """Bring the project up to the present files of publishers.

    Fetches, imports, validates, builds, and prints what changed. LIST is the name of an importer; without one all are asked that have an address in raw/curated/source_addresses.csv.

    Exit codes: 0 nothing failed, and the last line says `nothing new` or `changed`; 1 a publisher failed, a file was refused or
    the data break a rule, each named on standard error, and what else came is there; 2 wrong usage, nothing was asked for.
    """
    from datetime import UTC, datetime

    from magnitsky_data.contract.cells import is_date
    from magnitsky_data.contract.descriptor import Contract
    from magnitsky_data.refreshing import refresh
    from magnitsky_data.refreshing.client import Client, agent
    from magnitsky_data.refreshing.kept import Kept

    if date and not is_date(date):
        raise click.BadParameter(f"{date!r} is not a date; expected YYYY-MM-DD", param_hint="--date")
    store = store.expanduser().resolve()
    if store.is_relative_to(root.resolve()):
        raise click.BadParameter(f"{store} lies in the project; name a folder outside of it", param_hint="--store")
    day = datetime.fromisoformat(date).date() if date else datetime.now(UTC).date()
    client = Client(agent(Contract.read(root / "datapackage.json")))
    with _steps("refresh") as step:
        done = refresh(root.resolve(), names, day, client, Kept(store), dry_run=dry_run, progress=step)
    for one in done.taken:
        click.echo(f"{one.importer}: {one.said()}")
        for name in one.again:
            click.echo(f"import again {name}: it was searched before all entries that this refresh shows were known")
        for message in one.failed:
            click.echo(f"{one.importer}: {message}", err=True)
    if done.problems:
        _tell(done.problems, "build")
    if done.difference:
        click.echo(done.difference.to_markdown())
    if done.uncompared:
        click.echo(f"what changed cannot be told, since build/ was altered before it was made anew: {done.uncompared}")
    click.echo(("changed" if done.has_changed else "nothing new") + (", in a copy that is gone" if dry_run else ""))
    sys.exit(1 if done.has_failed else 0)


@click.command()
@click.option("--on", "day", default="", help="Day to count to, YYYY-MM-DD.  [default: the release's day]")
@_root
def status(day: str, root: Path) -> None:
    """Print how old the newest lists and records are."""
    from datetime import date

    from magnitsky_data.contract.cells import is_date
    from magnitsky_data.curation.freshness import newest

    if day and not is_date(day):
        raise click.BadParameter(f"{day!r} is not a date; expected YYYY-MM-DD", param_hint="--on")
    data = _validated(root)
    on = date.fromisoformat(day or data.contract.release_date)
    for state in newest(data):
        click.echo(f"{state.name}: {state.said(on)}")


COMMANDS = (format_, validate, import_, refresh_, propose_links, build, release_, status)
