"""The command line for readers: it fits the terminal, chooses well, overwrites nothing, and is quick."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import COMMAND, ROOT

from magnitsky_data.cli import main
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.screen import cut, pad, width

CONTRACT = Contract.read(ROOT / "datapackage.json")
TABLES = sorted(CONTRACT.published)
FRONT = [t for t in TABLES if CONTRACT.tables[t].shelf != "evidence"]


def command(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [COMMAND, *arguments], capture_output=True, check=False, env={**os.environ, "COLUMNS": "80", **variables}
    )


def said(*arguments: str, **variables: str) -> str:
    done = command(*arguments, **variables)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def inside(code: str) -> str:
    """Run commands in one process, since forty of them would take long."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "80"}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


EACH = """
from click.testing import CliRunner
from magnitsky_data.cli import main
for words in {commands!r}:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, (words, done.output, done.exception)
    print("=====", *words)
    print(done.stdout + done.stderr)
"""


def test_no_line_of_any_page_is_wider_than_the_terminal() -> None:
    commands = [["tables"], ["tables", "--all"], ["--help"], ["find", "Aleksandr"], ["cite"]]
    commands += [[name, "--help"] for name in main.commands]
    commands += [
        ["diff", str(ROOT / "build")],
        ["show", "votes", "--columns", ",".join(CONTRACT.tables["votes"].columns)],
    ]
    commands += [["find", "Nobody Whatsoever"], ["entity", "us-ofac-23343"], ["entity", "us-bioguide-M000303"]]
    commands += [
        [verb, table, *more] for table in TABLES for verb, *more in (("show",), ("show", "--record"), ("describe",))
    ]
    for page in inside(EACH.format(commands=commands)).split("=====")[1:]:
        head, _, text = page.partition("\n")
        if head.split() != ["cite"]:  # a citation is one line, to be copied
            assert max(map(width, text.splitlines())) <= 80, page


def test_a_page_of_each_front_table_tells_at_least_five_columns() -> None:
    pages = inside(EACH.format(commands=[["show", table] for table in FRONT])).split("=====")[1:]
    assert len(pages) == len(FRONT)
    for table, page in zip(FRONT, pages, strict=True):
        head = page.splitlines()[1].split()
        assert len(head) >= 5, page
        telling = CONTRACT.tables[table].show["columns"]
        for name in head:  # whole, or so that it is still told from all others
            begun = [column for column in telling if column.startswith(name.rstrip("…"))]
            assert len(begun) == 1, page
            assert name == begun[0] or len(name) >= 10, page


def test_a_page_leaves_out_what_is_empty_in_all_its_rows() -> None:
    """Whoever is on a list now has no day of removal; whoever is not has one, and then its column is there."""
    assert "delisted_date" not in said("show", "listings", "--where", "is_listed=true").splitlines()[0]
    assert "delisted_date" in said("show", "designations", "--where", "status=delisted").splitlines()[0]
    asked = said("show", "listings", "--where", "is_listed=true", "--columns", "name,delisted_date").splitlines()
    assert asked[0].split() == ["name", "delisted_date"]
    hidden = len(CONTRACT.tables["listings"].columns) - 2
    assert f"the {hidden} other columns" in " ".join(asked[-2:]), asked[-2:]


def test_help_tells_each_command_in_a_whole_sentence() -> None:
    commands = said("--help").partition("Commands:")[2].strip().splitlines()
    assert len(commands) == 16
    assert all(line.endswith(".") and not line.endswith("...") for line in commands)


def test_the_newest_comes_first() -> None:
    days = [line[:10] for line in said("show", "votes", "--columns", "vote_date,result").splitlines()[1:-2]]
    assert days == sorted(days, reverse=True)
    with (ROOT / "build" / "csv" / "votes.csv").open(encoding="utf-8") as stream:
        assert days[0] == max(row["vote_date"] for row in csv.DictReader(stream))


def test_rows_are_chosen_by_their_values() -> None:
    """Four senators voted against the Act of 2012: roll call 223."""
    text = said(
        "show", "vote_positions", "--where", "vote_id=us-112-2012-s-223", "--where", "position=nay", "--format", "csv"
    )
    assert len(list(csv.DictReader(io.StringIO(text)))) == 4
    enacted = json.loads(said("show", "bills", "--where", "law_id=us-pl-112-208", "--format", "json"))
    assert [row["bill_id"] for row in enacted] == ["us-112-hr-6156"]
    assert isinstance(enacted[0]["is_lapsed"], bool | None)
    empty = json.loads(said("show", "bills", "--where", "law_id=", "--format", "json"))
    assert empty and all(row["law_id"] is None for row in empty)


def test_a_value_that_no_row_has_is_told_with_the_nearest() -> None:
    done = command("show", "listings", "--as-of", "2021-06-01", "--where", "name=Olga Stepanova")
    notes = " ".join(done.stderr.decode().split())
    assert "no row has name 'Olga Stepanova'; did you mean 'Olga G. Stepanova'? (`magnitsky-data find`" in notes
    done = command("show", "listings", "--where", "name=Olga G. Stepanova", "--where", "listed_by=Australia")
    assert b"no row has" not in done.stderr  # each has rows; Australia does not list her


def test_formats_hold_the_published_cells() -> None:
    assert said("show", "votes", "--format", "csv") == (ROOT / "build" / "csv" / "votes.csv").read_text()
    markdown = said("show", "votes", "--format", "md", "--limit", "3").splitlines()
    assert len(markdown) == 5
    assert all(line.count(" | ") == markdown[0].count(" | ") for line in markdown)


def test_sorting_puts_empty_cells_last() -> None:
    rows = json.loads(said("show", "votes", "--sort", "-yeas", "--format", "json"))
    yeas = [row["yeas"] for row in rows]
    filled = [y for y in yeas if y is not None]
    assert filled == sorted(filled, reverse=True)
    assert yeas[len(filled) :] == [None] * (len(yeas) - len(filled))


def test_a_list_on_a_day() -> None:
    """240 on the official list of 2021-01-14."""
    arguments = ["show", "designations", "--as-of", "2021-01-14", "--where", "program_id=us-glomag", "--format", "csv"]
    assert len(list(csv.DictReader(io.StringIO(said(*arguments))))) == 240
    done = command("show", "designations", "--as-of", "2030-01-01", "--limit", "1")
    assert b"note: 2030-01-01 is after the last state at hand" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "members"], "did you mean 'legislators'?"),
        (["show", "votes", "--columns", "yeahs"], "did you mean 'yeas'?"),
        (["show", "votes", "--where", "yeas"], "expected COLUMN=VALUE"),
        (["show", "votes", "--where", "resutl=passed"], "did you mean 'result'?"),
        (["show", "votes", "--where", "result=Passed"], "votes.result is never 'Passed'; did you mean 'passed'?"),
        (["show", "votes", "--sort", "-vote"], "no column 'vote'"),
        (["show", "votes", "--as-of", "2021-01-01"], "have no start and end"),
        (["show", "votes", "--record", "--format", "csv"], "two forms; expected one of them"),
        (["show", "designations", "--as-of", "yesterday"], "expected a day that exists"),
        (["entity", "us-ofac-2334"], "did you mean"),
        (["find", "?!"], "expected a name"),
        (["export", "all", "bils"], "did you mean 'bills'?"),
    ],
)
def test_a_wrong_word_is_answered_in_one_line(arguments: list[str], message: str, tmp_path: Path) -> None:
    if arguments[0] == "export":
        arguments = ["export", "bils", "--to", str(tmp_path)]
    done = command(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert message in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    mine = tmp_path / "bills.csv"
    mine.write_text("my notes\n")
    done = command("export", "votes", "bills", "--to", str(tmp_path))
    assert done.returncode == 2
    assert b"bills.csv: there already, nothing was exported; --force overwrites" in done.stderr
    assert mine.read_text() == "my notes\n"
    assert [f.name for f in tmp_path.iterdir()] == ["bills.csv"]
    said("export", "votes", "bills", "--to", str(tmp_path), "--force")
    assert mine.read_bytes() == (ROOT / "build" / "csv" / "bills.csv").read_bytes()


def test_an_export_leaves_other_files_alone(tmp_path: Path) -> None:
    """A browser names a running download after its file."""
    mine = {tmp_path / f"votes.csv{end}": f"mine{end}" for end in (".part", ".aside")}
    for file, text in mine.items():
        file.write_text(text)
    for more in ((), ("--force",)):
        said("export", "votes", "--to", str(tmp_path), *more)
    assert {file: file.read_text() for file in mine} == mine
    assert len(list(tmp_path.iterdir())) == 3


def test_all_exports_every_table(tmp_path: Path) -> None:
    said("export", "all", "--format", "parquet", "--to", str(tmp_path))
    assert sorted(f.stem for f in tmp_path.iterdir()) == TABLES


def test_a_figure_is_cited_and_releases_are_compared() -> None:
    assert "Roll call vote 608, U.S. House" in said("cite", "votes", "us-112-2012-h-608")
    assert said("cite", "--style", "ris").startswith("TY  - DATA\n")
    build = str(ROOT / "build")
    assert said("diff", build, build).splitlines()[-1] == "no difference"
    assert said("diff", build, "--format", "md").endswith("No difference.\n")
    assert json.loads(said("diff", build, "--format", "json"))["rows"] == []
    assert b"so no release" in command("diff", str(ROOT / "docs")).stderr


def test_json_is_what_the_table_holds(tmp_path: Path) -> None:
    said("export", "votes", "--format", "json", "--to", str(tmp_path))
    row = next(r for r in json.loads((tmp_path / "votes.json").read_text()) if r["vote_id"] == "us-112-2012-h-608")
    assert (row["yeas"], row["nays"], row["vote_date"], row["abstentions"]) == (365, 43, "2012-11-16", None)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_narrow_code_page_never_ends_in_a_traceback(encoding: str) -> None:
    for arguments in (["find", "Кадыров"], ["show", "entities"], ["tables"], ["show", "entities", "--record"]):
        done = command(*arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    rows = command("show", "entities", "--format", "csv", PYTHONIOENCODING=encoding, PYTHONUTF8="0").stdout
    assert rows == (ROOT / "build" / "csv" / "entities.csv").read_bytes()  # data is never changed to fit a page


QUICK = [
    ["--help"],
    ["tables"],
    ["describe", "votes"],
    ["show", "designations", "--as-of", "2021-01-14"],
    ["find", "Кадыров"],
    ["entity", "us-ofac-23343"],
    ["cite"],
]


@pytest.mark.parametrize("words", QUICK, ids=lambda words: words[0])
def test_commands_for_readers_need_no_pandas(words: list[str]) -> None:
    code = (
        "import sys\nfrom magnitsky_data.cli import main\n"
        f"try:\n    main({words!r})\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    brought = set(done.stderr.split())
    assert "magnitsky_data.cli" in brought
    assert "pandas" not in brought
    assert ("pyarrow" in brought) == (words[0] in ("show", "find", "entity"))


def test_screens_count_cells_as_a_terminal_does() -> None:
    assert width("陈明国") == 6
    assert width("é") == 1
    assert cut("陈明国王", 5) == "陈明…"
    assert pad("陈", 4) == "陈  "
    assert pad("7", 3, right=True) == "  7"
