"""Verbs of maintainers: format, validate, import, build, release. What they need is imported when they run."""

import gc
import sys
from collections.abc import Iterator
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
    from magnitsky_data.curation.pipeline import validated

    gc.disable()  # a row is a list of texts and is in no circle: looking for these takes a seventh of the time
    try:
        with _steps("validate") as step:
            return validated(root.resolve(), step)
    except ProblemsFound as found:
        click.echo(str(found), err=True)
        count = f"{len(found.problems)} problem{'s' if len(found.problems) > 1 else ''}"
        click.echo(f"{count}; mend the lines named, then run `magnitsky-data validate` again", err=True)
        sys.exit(1)
    finally:
        gc.enable()


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


@click.command("import")
@click.argument("importer")
@click.argument("file", metavar="FILE_OR_FOLDER", type=click.Path(path_type=Path))
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
        f"{done.files} files, {done.records} records"
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


COMMANDS = (format_, validate, import_, propose_links, build, release_, status)
