"""Sixty ways to damage a release: whatever reads it gives what a whole one gives, or says where and what, and what to do."""

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from damaging import CASES
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data.cli import main
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import MagnitskyDataError

ID, VOTE = "us-bioguide-C000141", "us-112-2012-s-223"
VERSION = Contract.read(ROOT / "datapackage.json").version
NEXT = re.compile(r"install|`magnitsky-data build`|unset it|name another folder|make it readable")


def text(frame: Any) -> str:
    return str(frame.to_csv(index=False))


def from_connection(table: str) -> str:
    with md.connect() as connection:
        return str(connection.execute(f"FROM {table} ORDER BY ALL").fetchall())


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert isinstance(done.exception, (SystemExit, type(None))), (arguments, done.exception)
    if done.exit_code:
        raise MagnitskyDataError(done.stderr)
    return done.stdout


READERS: dict[str, Callable[[], str]] = {
    "load": lambda: text(md.load("votes")),
    "load, categories": lambda: text(md.load("votes", enums="category")),
    "load, arrow": lambda: str(md.load("votes", engine="arrow").to_pylist()),
    "load, polars": lambda: str(md.load("votes", engine="polars").rows()),
    "load, duckdb": lambda: str(md.load("votes", engine="duckdb").fetchall()),
    "load, as of a day": lambda: text(md.load("retaliatory_measures", as_of="2013-01-01")),
    "scan": lambda: str(md.scan("votes").collect().rows()),
    "connect": partial(from_connection, "votes"),
    "path": lambda: md.path("votes").read_bytes().hex(),
    "path, csv": lambda: md.path("votes", "csv").read_text(),
    "tables": lambda: text(md.tables(all=True)),
    "describe": lambda: text(md.describe("votes")),
    "find": lambda: text(md.find("Cardin")),
    "entity": lambda: repr(md.entity(ID)) + text(md.entity(ID).votes) + text(md.entity(ID).sources),
    "cite": lambda: md.cite(),
    "cite, row": lambda: md.cite("votes", VOTE),
    "cite, frame": lambda: text(md.cite(md.load("bills"))),
    "version": lambda: md.__version__,
    "magnitsky-data": lambda: run("--version"),
} | {
    command: partial(run, *command.split())
    for command in (
        "tables", "describe votes", "show votes", "find Cardin", f"entity {ID}", f"cite votes {VOTE}",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(small_project: Path) -> dict[str, str]:
    """What the readers give of the release before it is damaged."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAGNITSKY_DATA_RELEASE", str(small_project))
        return {name: reader() for name, reader in READERS.items()}


@pytest.fixture
def release(small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the release to damage, named to the package."""
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(tmp_path / "release"))
    return Path(shutil.copytree(small_project / "build", tmp_path / "release"))


@pytest.mark.parametrize("case", CASES)
def test_damage_is_told(case: str, whole: dict[str, str], release: Path, small_project: Path) -> None:
    damage, error, said = CASES[case]
    damage(release)
    readers = READERS | {"diff": lambda: repr(md.diff(release)), "diff, from": lambda: repr(md.diff(small_project))}
    equal = f"{VERSION} to {VERSION}\nno difference"
    known = whole | {"diff": equal, "diff, from": equal}
    for name, reader in readers.items():
        try:
            given = reader()
        except MagnitskyDataError as refused:
            told = str(refused)
            assert str(release) in told, (name, told)
            assert NEXT.search(told), (name, told)
        else:
            assert given == known[name], name
    with pytest.raises(error, match=re.escape(said)) as raised:
        md.load("votes")
    assert type(raised.value) is error
