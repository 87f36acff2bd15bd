"""When no release is made, and what its notes say."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from sealing import Descriptor, resource, seal
from small_project import ROOT, Project, run_command
from test_people import put

from magnitsky_data.curation.release.notes import release_notes, section
from magnitsky_data.differences import Difference, diff
from magnitsky_data.errors import BuildStopped

LOG = """# Changelog

## 2027.1.0

### Schema

- `votes.tellers` is gone.
- `designations_flat` is gone: use `listings`.

## 2026.9.0

Nothing.
"""


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release as it was before a table was withdrawn and a column of another."""
    folder = tmp_path_factory.mktemp("earlier") / "build"
    shutil.copytree(ROOT / "build", folder)
    file = folder / "parquet" / "votes.parquet"
    table = parquet.read_table(file)
    parquet.write_table(table.append_column("tellers", pa.nulls(table.num_rows, pa.int64())), file)

    def as_it_was(descriptor: Descriptor) -> None:
        votes = resource(descriptor, "votes")
        votes["schema"]["fields"].append({"name": "tellers", "type": "integer", "description": "Tellers."})
        descriptor["resources"].append({**votes, "name": "designations_flat"})

    seal(folder, as_it_was)
    return folder


@pytest.fixture(scope="module")
def difference(earlier: Path) -> Difference:
    return diff(earlier, ROOT / "build")


def said(tmp_path: Path, text: str = LOG) -> str:
    (tmp_path / "CHANGELOG.md").write_text(text)
    return section(tmp_path / "CHANGELOG.md", "2027.1.0")


def test_notes_have_the_words_of_the_changelog_and_what_diff_finds(tmp_path: Path, difference: Difference) -> None:
    words = said(tmp_path)
    notes = release_notes("Magnitsky data 2027.1.0", words, difference)
    assert notes.startswith("# Magnitsky data 2027.1.0\n\n### Schema\n\n- `votes.tellers` is gone.")
    assert "- `votes.tellers`: column withdrawn\n" in notes
    assert "Nothing." not in notes


def test_a_change_that_breaks_code_and_that_the_changelog_does_not_name(tmp_path: Path, difference: Difference) -> None:
    words = said(
        tmp_path, LOG.replace("`votes.tellers`", "tellers of `votes`").replace("`designations_flat`", "`designations`")
    )
    with pytest.raises(
        BuildStopped, match=r"does not name what breaks code since .*: designations_flat, votes\.tellers;"
    ):
        release_notes("Magnitsky data 2027.1.0", words, difference)


def test_a_changelog_that_is_silent_about_the_version(tmp_path: Path) -> None:
    for text in (LOG.replace("2027.1.0", "2027.1.1"), "# Changelog\n\n## 2027.1.0\n\n## 2026.1.0\n\nFirst.\n"):
        with pytest.raises(BuildStopped, match=r"nothing under '## 2027\.1\.0'; say there"):
            said(tmp_path, text)


def test_no_release_of_a_build_that_is_stale(project: Project) -> None:
    votes = project.root / "build" / "csv" / "votes.csv"
    votes.write_text("".join(votes.read_text().splitlines(keepends=True)[:-1]))
    done = run_command(project, "release", "--out", "out")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(
        "build/csv/votes.csv differs from a fresh build of raw/; run `magnitsky-data build` and commit\n"
    )
    assert not (project.root / "out").exists()


def test_no_release_before_the_ids_of_its_entities_are_kept(project: Project) -> None:
    """The rows that the message prints are what the table lacks."""
    put(project, "us-ofac-1", "us_ofac", "SIDOROV, Ivan Petrovich", "1970-03-02")
    version = json.loads((project.root / "datapackage.json").read_bytes())["version"]
    assert run_command(project, "build").code == 0
    done = run_command(project, "release", "--out", "out")
    assert (done.code, done.out, done.err.splitlines()[1:]) == (1, "", [f"us-ofac-1,{version}"])
    assert "entity_ids.csv lacks ids that this release publishes; add these rows" in done.err
    assert not (project.root / "out").exists()


def test_a_release_that_is_there_stays(project: Project) -> None:
    version = json.loads((project.root / "datapackage.json").read_bytes())["version"]
    folder = project.root / "out" / f"magnitsky-data-{version}"
    folder.mkdir(parents=True)
    done = run_command(project, "release", "--out", "out")
    assert (done.code, done.out) == (2, "")
    assert "there already, nothing was written; take it away or name another folder with --out\n" in done.err
    assert list(folder.iterdir()) == []
