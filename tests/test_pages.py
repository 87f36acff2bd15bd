"""What is printed on the pages is what Python prints today; charts and files that they link to are there."""

import contextlib
import re
import shutil
import subprocess
import sys

import duckdb
import polars as pl
import pytest
from small_project import ROOT

import magnitsky_data as md

sys.path.insert(0, str(ROOT / "docs"))
import answers

PAGES = answers.PAGES


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_runs_and_prints_what_the_page_says(page) -> None:
    """To mend: python docs/answers.py, and then the words around it."""
    says = page.read_text(encoding="utf-8")
    assert answers.answered(says) == says
    assert len(answers.BLOCK.findall(says)) == says.count("```python")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page) -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in linked if not (page.parent / link).exists()] == []


def test_twenty_five_questions_each_with_table_line_answer_and_words() -> None:
    parts = re.split(r"^### ", text("docs/questions.md"), flags=re.MULTILINE)[1:]
    assert [int(part.split(".")[0]) for part in parts] == list(range(1, 26))
    for part in parts:
        assert re.search(r"\?\n\n.*`\w+`.*\n\n```python\n.*?```\n\n```text\n.+?\n```\n\n\w", part, re.DOTALL), part


def test_every_chart_stands_on_a_page_with_words_for_who_does_not_see_it() -> None:
    shown = re.findall(r"!\[([^\]]{15,})\]\(charts/(\w+)\.svg\)", text("docs/questions.md"))
    assert sorted(name for _, name in shown) == sorted(file.stem for file in (ROOT / "docs/charts").glob("*.svg"))


ANSWERS = {
    "1": "Carl Levin|Jack Reed|Bernard Sanders|Sheldon Whitehouse",  # Senate roll call 223 of 2012
    "2": r"D +37 +18 +138|R +6 +7 +227",  # House roll call 608 of 2012
    "3": r"S\. 284 +114 +text_enacted +S\. 2943",  # title XII-F of Public Law 114-328
    "4": "strike out the clause: 103 to 82, passed",  # 2022-09-29
    "10": "United States +2014-05-20|Canada +2017-11-03|United Kingdom +2021-04-26|Australia +2022-03-30",
    "11": r"Canada +\d+ +33",
    "17": "Ban on adoption of Russian children by US citizens",  # article 4 of law 272-FZ
    "20": r"2004 +5865|2012 +748",  # Department of State
    "25": "clerk.house.gov/evs/2012/roll608.xml",
}


@pytest.mark.parametrize("number", ANSWERS)
def test_answers_are_those_of_the_sources(number: str) -> None:
    part = re.split(r"^### ", text("docs/questions.md"), flags=re.MULTILINE)[int(number)]
    printed = re.search(r"```text\n(.*?)```", part, re.DOTALL)
    assert printed
    assert [said for said in ANSWERS[number].split("|") if not re.search(said, printed[1])] == []


def test_day_on_the_front_page_is_the_official_list_of_that_day() -> None:
    """Entries counted in the Treasury's file of that day."""
    shown = re.search(
        r'as_of="(\S+)"\).query\("program_id == \'us-glomag\'.*?```text\n(\d+)\n', text("README.md"), re.DOTALL
    )
    assert shown
    states = md.load("list_snapshots").query(
        "list_date >= @shown[1] and list_date <= @shown[1] and coverage == 'complete'"
    )
    counted = md.load("snapshot_counts").query("program_id == 'us-glomag'").merge(states["snapshot_id"])
    assert set(counted["entry_count"]) == {int(shown[2])}


def test_figures_in_the_words_of_a_question_are_those_printed() -> None:
    """Years, days and numbers of laws and bills apart."""
    for part in re.split(r"^### ", text("docs/questions.md"), flags=re.MULTILINE)[1:]:
        _, printed, words = re.split(r"```text\n(.*?)```", part, maxsplit=1, flags=re.DOTALL)
        told = re.sub(r"\d{4}-\d{2}-\d{2}|\b(?:19|20)\d{2}\b|\d+-FZ|H\.R\. \d+|section 7031|\(\S+\.svg\)", "", words)
        figures = re.findall(r"\b\d[\d,]*\b", told)
        assert [f for f in figures if not re.search(rf"\b{f.replace(',', '')}\b", printed)] == [], part


def test_each_program_has_a_file_of_the_release_and_a_line_that_opens_it() -> None:
    """The lines of R, DuckDB, polars and SQL run; Stata and Julia are not on this machine, pandas reads Stata's file elsewhere."""
    name = f"magnitsky-data-{md.__version__}"
    uses = re.findall(r"^\| ([\w, ]+) \| `([^`]+)` \| (.+) \|$", text("README.md"), re.MULTILINE)
    ends = ("-csv.zip", "-parquet.zip", "-spreadsheet.xlsx", "-stata.zip", ".sqlite")
    assert {file for _, file, _ in uses} == {"explorer.html", *(name + end for end in ends)}
    lines = {program: line.strip("`") for program, _, line in uses}
    rows = len(md.load("listings"))
    with contextlib.chdir(md.path("listings").parent):
        assert len(duckdb.sql(lines["DuckDB"])) == rows
        assert len(eval(lines["polars"], {"pl": pl})) == rows
    assert len(md.connect().execute(lines["SQLite, Datasette"]).fetchall()) == rows
    if shutil.which("Rscript"):
        line = f"{lines['R']}; cat(nrow(t), names(t)[1])"
        said = subprocess.run(
            ["Rscript", "-e", line], cwd=ROOT / "build/csv", capture_output=True, text=True, check=True
        )
        assert said.stdout == f"{rows} designation_id"
