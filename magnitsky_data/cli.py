"""The command ``magnitsky-data``: the library's words for users, and four verbs for maintainers.

Exit codes: 0 clean, 1 problems found, 2 wrong usage.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from magnitsky_data import catalog, citing, loader, release, screen
from magnitsky_data.contract.writing import replace_all
from magnitsky_data.errors import MagnitskyDataError

if TYPE_CHECKING:
    import pandas as pd


class Commands(click.Group):
    """Click group that turns the package's errors into a message and an exit code, and lists commands as written."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of the package ends with its message on standard error."""
        try:
            return super().invoke(ctx)
        except MagnitskyDataError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(error.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order of definition: users first, maintainers after."""
        return list(self.commands)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"magnitsky-data {release.version()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Version of the dataset."
)
def main() -> None:
    """Read, export and maintain the reference dataset on the Magnitsky laws."""


def _print(frame: "pd.DataFrame") -> None:
    import pandas as pd

    with pd.option_context("display.max_colwidth", 60, "display.width", None, "display.max_columns", None):
        click.echo(frame.to_string(index=False, na_rep=""))


@main.command()
@click.option("--all", is_flag=True, help="Show the tables of evidence too.")
def tables(all: bool) -> None:
    """List the tables, those that most users open first."""
    click.echo(catalog.tables_page(release.contract(), all, "--all", screen.terminal_width()))


@main.command()
@click.argument("table")
def describe(table: str) -> None:
    """Show what each column of TABLE means."""
    found = release.contract()
    click.echo(catalog.describe_page(found, found.table(table), screen.terminal_width()))


def _columns(_: click.Context, __: click.Parameter, value: str | None) -> list[str] | None:
    return [c.strip() for c in value.split(",")] if value else None


@main.command()
@click.argument("table")
@click.option("--columns", callback=_columns, help="Columns to show, separated by commas.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Rows to show.")
def show(table: Any, columns: list[str] | None, limit: int) -> None:
    """Print the first rows of TABLE."""
    frame = loader.load(table, columns)
    _print(frame.head(limit))
    if len(frame) > limit:
        click.echo(f"... {len(frame):,} rows in all; --limit shows more, `magnitsky-data export {table}` writes all")


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="TABLE...")
@click.option("--format", "kind", type=click.Choice(["csv", "parquet", "json"]), default="csv", show_default=True)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder to write to.  [default: here]",
)
def export(names: tuple[Any, ...], kind: str, folder: Path) -> None:
    """Write TABLE... to files TABLE.csv, .parquet or .json (a list of records)."""
    wanted: list[Any] = list(release.contract().published) if names == ("all",) else list(names)
    contents = {}
    for name in wanted:
        if kind == "json":
            text = loader.load(name).to_json(
                orient="records", date_format="iso", date_unit="s", force_ascii=False, indent=1
            )
            contents[folder / f"{name}.json"] = (
                text.replace("T00:00:00Z", "").replace("T00:00:00", "") + "\n"
            ).encode()
        else:
            contents[folder / f"{name}.{kind}"] = release.file_of(
                release.release_folder(), release.contract().table(name), kind
            ).read_bytes()
    try:
        replace_all(contents)
    except OSError as error:
        raise MagnitskyDataError(
            f"{error.filename or next(iter(contents))}: cannot be written ({error.strerror}); nothing was exported: "
            "name another folder with --to"
        ) from None
    for file in contents:
        click.echo(str(file))


@main.command()
@click.argument("table")
@click.option("--format", "kind", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True)
def path(table: Any, kind: Any) -> None:
    """Print where the file of TABLE lies."""
    click.echo(str(release.path(table, kind)))


@main.command()
@click.option("--style", type=click.Choice(["text", "bibtex"]), default="text", show_default=True)
def cite(style: Any) -> None:
    """Print how to cite the dataset."""
    click.echo(citing.cite(style))


# Maintainers' verbs; what they need is imported when they run.

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

    try:
        with _steps("validate") as step:
            return validated(root.resolve(), step)
    except ProblemsFound as found:
        click.echo(str(found), err=True)
        count = f"{len(found.problems)} problem{'s' if len(found.problems) > 1 else ''}"
        click.echo(f"{count}; mend the lines named, then run `magnitsky-data validate` again", err=True)
        sys.exit(1)


@main.command("format")
@_root
def format_(root: Path) -> None:
    """Rewrite the files under raw/ in canonical form."""
    from magnitsky_data.curation.pipeline import format_raw

    for name in format_raw(root.resolve()):
        click.echo(f"formatted {name}")


@main.command()
@_root
def validate(root: Path) -> None:
    """Check everything under raw/ and report all problems at once."""
    data = _validated(root)
    click.echo(
        f"valid: {sum(map(data.count, data.contract.published)):,} rows in {len(data.contract.published)} tables"
    )


@main.command("import")
@click.argument("importer")
@click.argument("file", metavar="FILE_OR_FOLDER", type=click.Path(path_type=Path))
@click.option("--date", default="", help="Day of the file, YYYY-MM-DD, where it carries none.")
@click.option(
    "--url",
    default="",
    help="Where a file that raw/curated/source_files.csv lacks was published; "
    "for a folder the address up to the last slash, to which the names of such files are joined.",
)
@_root
def import_(importer: str, file: Path, date: str, url: str, root: Path) -> None:
    """Read official files with IMPORTER into raw/imported."""
    from magnitsky_data.contract.cells import is_date
    from magnitsky_data.importers.run import import_files

    if date and not is_date(date):
        raise click.BadParameter(f"{date!r} is not a date; expected YYYY-MM-DD", param_hint="--date")
    with _steps("import") as step:
        done = import_files(root.resolve(), importer, file, url=url, date=date, progress=step)
    click.echo(
        f"{done.files} files, {done.records} records"
        + (f", {len(done.skipped)} not in the curated selection" if done.skipped else "")
    )
    for name in done.changed:
        click.echo(f"wrote {name}")
    if not done.changed:
        click.echo("no change")
    for name in done.again:
        click.echo(f"import again {name}: it was searched before all entries that this import shows were known")


@main.command()
@click.option("--check", is_flag=True, help="Compare build/ with a fresh build and write nothing.")
@_root
def build(check: bool, root: Path) -> None:
    """Validate raw/ and write the release to build/."""
    from magnitsky_data.curation import publish

    data, root = _validated(root), root.resolve()
    if check:
        differing = publish.check_release(root, data)
        for name in differing:
            click.echo(f"build/{name} differs from a fresh build of raw/; run `magnitsky-data build`", err=True)
        sys.exit(1 if differing else 0)
    with _steps("build") as step:
        changed = publish.build(root, data, step)
    for name in changed:
        click.echo(f"wrote build/{name}")
    if not changed:
        click.echo("no change")


@main.command("propose-links")
@click.option("--from", "cut", type=float, default=None, help="Lowest score shown.  [default: the cut of the project]")
@_root
def propose_links(cut: float | None, root: Path) -> None:
    """Print pairs of records that may be one person or body and on which nobody has decided."""
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
