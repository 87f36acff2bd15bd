"""The fuzzing harness: a short run finds nothing, and what it must find it finds."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fuzz import trial
from fuzz.classes import Result, kind_of_change
from fuzz.project import small_root
from fuzz.trial import Outcome, Rows, attempt, differences, rows_in
from small_project import ROOT

NAME = "roll608.xml"
VOTE = ("us_votes", "2026-08-22")


def test_a_short_run() -> None:
    """Of the small files alone, and of those at hand; `--seed 7 --mutants 10000` by hand."""
    command = [sys.executable, "-m", "tests.fuzz", "--mutants", "60", "--workers", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "bomb" in done.stdout or "bits flipped" in done.stdout


@pytest.fixture(scope="module")
def seed(small_files: dict[str, str]) -> dict[str, bytes]:
    return {NAME: small_files[NAME].encode()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, seed: dict[str, bytes]) -> Path:
    return small_root(ROOT, tmp_path_factory.mktemp("fuzz"), seed.values())


@pytest.fixture(scope="module")
def rows(root: Path, seed: dict[str, bytes]) -> Rows:
    return rows_in(root, VOTE[0], seed, VOTE[1])


def test_a_trial_tells_refused_equal_and_other_rows(
    root: Path, seed: dict[str, bytes], rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "MEGABYTES", 8000)  # it forks from this process, which other tests have filled
    text = seed[NAME].decode()
    assert attempt(root, VOTE[0], seed, VOTE[1], rows).verdict == "equal"
    refused = attempt(root, VOTE[0], {NAME: text.replace("</", "<", 1).encode()}, VOTE[1], rows)
    assert (refused.verdict, refused.changed) == ("refused", [])
    other = attempt(root, VOTE[0], {NAME: text.replace("Repeal", "Appeal").encode()}, VOTE[1], rows)
    assert (other.verdict, other.changed) == ("other", ["votes.question"])
    assert sorted(f.name for f in (root / "raw" / "imported").iterdir()) == ["us_legislators"]


def spoilt(*_: object, **__: object) -> None:
    raise KeyError("a slip of ours")


def hanging(*_: object, **__: object) -> None:
    time.sleep(60)


def greedy(*_: object, **__: object) -> None:
    bytearray(600_000_000)[::4096] = b"x" * 146_485


def dying(*_: object, **__: object) -> None:
    os.abort()


@pytest.mark.parametrize(
    ("importing", "verdict"),
    [("spoilt", "traceback"), ("hanging", "hang"), ("greedy", "memory"), ("dying", "crash")],
)
def test_a_trial_finds_each_failure(importing: str, verdict: str, root: Path, seed: dict[str, bytes]) -> None:
    """In a process without threads, as the harness is: it forks."""
    code = (
        "import sys; sys.path[:0] = ['tests']; import test_fuzz; from fuzz import trial; from pathlib import Path\n"
        f"trial.import_files, trial.SECONDS = test_fuzz.{importing}, 2\n"
        f"print(trial.attempt(Path({str(root)!r}), *{(VOTE[0], seed, VOTE[1], {})!r}).verdict)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == verdict, done.stderr


def test_a_refusal_must_name_file_and_place_and_a_change_its_kind() -> None:
    def seen(outcome: Outcome) -> str:
        return Result(1, "x", "bomb", outcome, (NAME,)).verdict

    assert seen(Outcome("refused", f"{NAME}: no field 'x'")) == "refused"
    assert seen(Outcome("refused", "no field 'x'")) == "no place"
    assert seen(Outcome("refused", NAME)) == "no place"
    assert seen(Outcome("other", changed=["list_names.name"])) == "other"
    assert seen(Outcome("other", changed=["works.title"])) == "unargued"
    assert kind_of_change(["list_names.name", "list_entries -1"]) == "who stands on the list"


def test_differences_are_told_by_column_and_by_number() -> None:
    one, two = (("a", "1"), ("b", "2")), (("a", "1"), ("b", "3"))
    assert differences({"votes": [one]}, {"votes": [one]}) == []
    assert differences({"votes": [one]}, {"votes": [two]}) == ["votes.b"]
    assert differences({"votes": [one]}, {"votes": [one, two], "laws": [one]}) == ["laws +1", "votes +1"]
