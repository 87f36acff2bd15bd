"""Commands that hand out what others keep: diff, export, cite."""

from pathlib import Path
from typing import Any

import click

from magnitsky_data import citing, release, screen
from magnitsky_data.cli.reading import put_out
from magnitsky_data.contract.writing import replace_all
from magnitsky_data.errors import ArgumentRefused, MagnitskyDataError


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="TABLE...")
@click.option("--format", "kind", type=click.Choice(["csv", "parquet", "json"]), default="csv", show_default=True)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder to write to.  [default: here]",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def export(names: tuple[Any, ...], kind: str, folder: Path, force: bool) -> None:
    """Write tables to files.

    Each TABLE goes to TABLE.csv, .parquet or .json (a list of records); the word all stands for every table.
    """
    known = release.contract()
    named_tables = dict.fromkeys(known.table(name).name for name in names if name != "all")
    wanted = list(known.published) if "all" in names else list(named_tables)
    contents = {folder / f"{name}.{kind}": _content(name, kind) for name in wanted}
    there = [file for file in contents if file.exists()]
    if there and not force:
        named = ", ".join(map(str, there[:3])) + (f" and {len(there) - 3} more" if len(there) > 3 else "")
        raise ArgumentRefused(
            f"{named}: there already, nothing was exported; --force overwrites, --to names another folder"
        )
    try:
        replace_all(contents)
    except OSError as error:
        raise MagnitskyDataError(
            f"{error.filename or next(iter(contents))}: cannot be written ({error.strerror}); nothing was exported: "
            "name another folder with --to"
        ) from None
    for file in contents:
        click.echo(str(file))


def _content(name: str, kind: str) -> bytes:
    table = release.contract().table(name)
    if kind == "parquet":
        return release.file_of(release.release_folder(), table, kind).read_bytes()
    from magnitsky_data import showing

    columns = list(table.columns)
    rows = showing.chosen(release.read(table, columns), table, columns, (), "", None)
    return f"{showing.as_csv(rows) if kind == 'csv' else showing.as_json(rows)}\n".encode()


@click.command()
@click.argument("table", required=False)
@click.argument("row", required=False, metavar="KEY")
@click.option("--style", type=click.Choice(citing.STYLES), default="text", show_default=True)
def cite(table: Any, row: Any, style: str) -> None:
    """Print how to cite the dataset or a row.

    With TABLE and KEY the row is cited with its documents; a key of several columns is joined with |.
    """
    put_out(citing.cite(table, row, style=style))


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["table", "md", "json"]), default="table", show_default=True)
@click.option(
    "--changelog",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fail unless this file names every change that breaks code.",
)
def diff(old: Path, new: Path | None, form: str, changelog: Path | None) -> None:
    """Show what changed between releases.

    OLD and NEW are folders of releases; without NEW the one in use is compared.
    """
    from magnitsky_data import differences

    found = differences.diff(old, new)
    if changelog and (unnamed := found.unnamed(changelog.read_text(encoding="utf-8"))):
        raise MagnitskyDataError(
            f"{changelog}: does not name what breaks code since {found.old_version}: {', '.join(unnamed)}; "
            "say of each what goes and what takes its place"
        )
    if form == "table":
        click.echo(found.page(screen.terminal_width()))
    else:
        put_out(found.to_markdown() if form == "md" else found.to_json())


COMMANDS = (diff, export, cite)
