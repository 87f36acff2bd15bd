"""Commands that read: tables, describe, show, find, entity. None needs pandas."""

import sys
import warnings
from typing import Any

import click

from magnitsky_data import catalog, release, screen
from magnitsky_data.errors import ArgumentRefused

FORMATS = ("table", "csv", "json", "md")


def put_out(text: str) -> None:
    """Write data to standard output in UTF-8 whatever the code page, since a changed letter would be wrong data."""
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        click.echo(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.buffer.flush()


@click.command()
@click.option("--all", is_flag=True, help="Show the tables of evidence too.")
def tables(all: bool) -> None:
    """List the tables, those that most users open first."""
    click.echo(catalog.tables_page(release.contract(), all, "--all", screen.terminal_width()))


@click.command()
@click.argument("table")
def describe(table: str) -> None:
    """Show what each column of TABLE means."""
    found = release.contract()
    click.echo(catalog.describe_page(found, found.table(table), screen.terminal_width()))


def _columns(_: click.Context, __: click.Parameter, value: str | None) -> list[str] | None:
    return [c.strip() for c in value.split(",")] if value else None


@click.command()
@click.argument("table")
@click.option("--columns", callback=_columns, help="Columns to show, separated by commas.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Rows to show; may be given more than once.")
@click.option("--sort", metavar="COLUMN", help="Sort by a column; -COLUMN puts the greatest first.")
@click.option("--as-of", metavar="DAY", help="Rows in force on a day, YYYY-MM-DD.")
@click.option("--certainty", type=click.Choice(["certain", "possible"]), help="With --as-of: proven, or possible.")
@click.option("--limit", type=click.IntRange(min=1), help="Rows to show.  [default: 20 on a page, else all]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--record", is_flag=True, help="Show each row as a card with all its columns.")
def show(
    table: Any,
    columns: list[str] | None,
    where: tuple[str, ...],
    sort: str | None,
    as_of: str | None,
    certainty: Any,
    limit: int | None,
    form: str,
    record: bool,
) -> None:
    """Print rows of TABLE.

    A page has the telling columns and fits the terminal; csv and json have all columns and rows.
    """
    from magnitsky_data import loader, showing

    if record and form != "table":
        raise ArgumentRefused(f"--record and --format {form} are two forms; expected one of them")
    meant = release.contract().table(table)
    is_page = form in ("table", "md")
    telling = meant.show.get("columns", list(meant.columns))
    wanted = loader.columns_asked(meant, columns or (telling if is_page and not record else None))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        arrow: Any = loader.load(table, engine="arrow", as_of=as_of, certainty=certainty)
    for warning in said:
        click.echo(screen.wrap(f"note: {warning.message}", screen.terminal_width()), err=True)
    order = sort if sort is not None else meant.show.get("sort", "") if is_page else ""
    rows = showing.chosen(arrow, meant, wanted, where, order, limit or (20 if is_page else None))
    for note in showing.unmet(arrow, meant, where) if not rows.total else ():
        click.echo(screen.wrap(f"note: {note}", screen.terminal_width()), err=True)
    if form == "csv":
        put_out(showing.as_csv(rows))
    elif form == "json":
        put_out(showing.as_json(rows))
    elif form == "md":
        put_out(showing.as_markdown(rows))
    else:
        width = screen.terminal_width()
        if not record and columns is None:
            rows = showing.telling(rows, width)
        click.echo(showing.as_records(rows, width) if record else showing.as_page(rows, width))
        click.echo(screen.wrap(_footer(rows, record), width))


def _footer(rows: Any, record: bool) -> str:
    shown, hidden = len(rows.values), len(rows.table.columns) - len(rows.columns)
    said = f"{shown:,} of {rows.total:,} rows" if shown < rows.total else f"{rows.total:,} rows"
    more = ["--limit shows more"] if shown < rows.total else []
    if hidden and not record:
        more.append(
            f"--record shows the {hidden} other columns, `magnitsky-data describe {rows.table.name}` what they mean"
        )
    return f"({'; '.join([said, *more])})"


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Hits to show.")
def find(text: tuple[str, ...], limit: int) -> None:
    """Find a person or body by name.

    TEXT may be in any script and order, in any usual spelling, with small slips.
    """
    from magnitsky_data import finder

    asked = " ".join(text)
    hits, near = finder.search(asked, limit)
    click.echo(finder.page(asked, hits, near, screen.terminal_width()))


@click.command()
@click.argument("entity_id")
def entity(entity_id: str) -> None:
    """Show all about one person or body.

    ENTITY_ID is what `find` shows beside a name.
    """
    from magnitsky_data import cards

    click.echo(cards.entity(entity_id).card(screen.terminal_width()))


COMMANDS = (tables, describe, show, find, entity)
