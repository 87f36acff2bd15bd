"""Files are replaced together or not at all: at every step of the writing it fails once, and is killed once."""

import os
from collections.abc import Callable
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

import pytest

from magnitsky_data.contract.writer import JOURNAL, only_writer, settle
from magnitsky_data.contract.writing import replace_all

OLD = {"raw/a.csv": b"old a", "raw/b.csv": b"old b", "raw/gone.csv": b"old gone"}
NEW = {"raw/a.csv": b"new a", "raw/b.csv": b"new b", "raw/store/c.csv": b"new c"}
STEPS = (
    (os, "replace"),
    (Path, "unlink"),
    (Path, "rmdir"),
    (Path, "mkdir"),
    (Path, "write_bytes"),
    (Path, "write_text"),
)


class Killed(BaseException):
    """Stands for a signal: nothing that would write runs after it."""


def state(root: Path) -> dict[str, bytes]:
    """Every file, and every folder that is empty."""
    found = {str(f.relative_to(root)): f.read_bytes() for f in root.rglob("*") if f.is_file()}
    return found | {str(f.relative_to(root)): b"" for f in root.rglob("*") if f.is_dir() and not list(f.iterdir())}


def change(root: Path, journal: Path | None) -> None:
    replace_all({root / name: content for name, content in NEW.items()}, [root / "raw" / "gone.csv"], journal)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture
def stop(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, BaseException], list[str]]:
    """Let the step of a number raise; after ``Killed`` every later one raises too. Returns the steps made."""

    def stop_at(number: int, error: BaseException) -> list[str]:
        made: list[str] = []

        def step(*args: Any, _real: Any, **named: Any) -> Any:
            made.append(str(_real))
            if len(made) == number or (len(made) > number and isinstance(error, Killed)):
                raise error
            return _real(*args, **named)

        for owner, name in STEPS:
            monkeypatch.setattr(
                owner,
                name,
                partialmethod(step, _real=getattr(owner, name))
                if owner is Path
                else partial(step, _real=getattr(owner, name)),
            )
        return made

    return stop_at


@pytest.mark.parametrize("is_journaled", [True, False])
@pytest.mark.parametrize("number", range(1, 26))
def test_a_step_that_fails_is_undone(
    number: int, is_journaled: bool, root: Path, stop: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stop(number, OSError(28, "No space left on device"))
    failed = False
    try:
        change(root, root / JOURNAL if is_journaled else None)
    except OSError:
        failed = True
    monkeypatch.undo()
    if is_journaled:
        with only_writer(root, "format"):
            pass
    left = {name for name in state(root) if name.endswith(".aside")}
    assert {name: content for name, content in state(root).items() if name not in left} == (OLD if failed else NEW)
    # Without a journal there is no next that clears what could not be taken away at the end.
    assert not left or not (failed or is_journaled or len(made) < number)


@pytest.mark.parametrize("number", range(1, 26))
def test_a_step_at_which_it_is_killed_is_undone_by_the_next(
    number: int, root: Path, stop: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(number, Killed())
    killed = False
    try:
        change(root, root / JOURNAL)
    except Killed:
        killed = True
    monkeypatch.undo()
    settle(root)
    with only_writer(root, "format"):
        pass
    assert state(root) in (OLD, NEW)
    assert killed or state(root) == NEW


def test_the_steps_above_are_all(root: Path, stop: Callable[..., list[str]]) -> None:
    made = stop(1000, Killed())
    change(root, root / JOURNAL)
    assert 15 < len(made) < 26


def test_a_folder_in_place_of_a_file_is_told_and_stays(root: Path) -> None:
    (root / "raw" / "b.csv").unlink()
    (root / "raw" / "b.csv" / "inside").mkdir(parents=True)
    before = state(root)
    with pytest.raises(IsADirectoryError, match=r"b\.csv"):
        change(root, root / JOURNAL)
    assert state(root) == before
