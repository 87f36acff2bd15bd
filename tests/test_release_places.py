"""Where a release may lie, what its codes mean, and how many may read it at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from sealing import Descriptor, resource, seal
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data.errors import DamagedRelease, ReleaseNotFound, ReleaseUnfit

VOTE = "us-112-2012-s-223"  # 92 to 4: https://www.senate.gov/legislative/LIS/roll_call_lists/


@pytest.fixture
def release(small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small release, named to the package."""
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(tmp_path / "release"))
    return Path(shutil.copytree(small_project / "build", tmp_path / "release"))


def counted() -> list[tuple[int, int]]:
    """Yeas and nays by every engine, and as categories."""
    frames = [md.load("vote_positions")["position"], md.load("vote_positions", enums="category")["position"]]
    texts = [frame.astype(str).to_list() for frame in frames]
    texts.append(md.load("vote_positions", engine="arrow")["position"].cast(pa.string()).to_pylist())
    texts.append(md.load("vote_positions", engine="polars")["position"].to_list())
    texts.append(md.scan("vote_positions").collect()["position"].to_list())
    texts.append([row[0] for row in md.load("vote_positions", "position", engine="duckdb").fetchall()])
    with md.connect() as connection:
        texts.append([row[0] for row in connection.execute("SELECT position FROM vote_positions").fetchall()])
    return [(positions.count("yea"), positions.count("nay")) for positions in texts]


def test_a_code_means_its_word_whatever_the_order_of_the_descriptor(release: Path) -> None:
    def exchange(descriptor: Descriptor) -> None:
        field = next(f for f in resource(descriptor, "vote_positions")["schema"]["fields"] if f["name"] == "position")
        values = field["constraints"]["enum"]
        values[values.index("yea")], values[values.index("nay")] = "nay", "yea"

    seal(release, exchange)
    assert counted() == [(92, 4)] * 7


def test_a_code_means_its_word_whatever_the_order_of_the_file(release: Path) -> None:
    file = release / "parquet" / "vote_positions.parquet"
    table = parquet.read_table(file)
    at = table.column_names.index("position")
    texts = table["position"].cast(pa.string()).combine_chunks()
    values = sorted(set(texts.to_pylist()), reverse=True)
    codes = pa.array([values.index(text) for text in texts.to_pylist()], pa.int8())
    parquet.write_table(table.set_column(at, "position", pa.DictionaryArray.from_arrays(codes, values)), file)
    seal(release)
    assert counted() == [(92, 4)] * 7


def test_a_project_stands_for_its_release(small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (small_project, small_project / "build"):
        monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(folder))
        assert md.path("votes") == small_project / "build" / "parquet" / "votes.parquet"


def test_links_may_stand_for_the_files_of_a_release(release: Path, tmp_path: Path) -> None:
    """So do installers that keep one copy of each file for all environments."""
    kept = release.rename(tmp_path / "kept")
    for file in [f for f in kept.rglob("*") if f.is_file()]:
        link = release / file.relative_to(kept)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(file)
    assert (md.load("votes")["yeas"].to_list(), md.path("votes").parent) == ([92], release / "parquet")


@pytest.mark.parametrize("method", ["stat", "read_bytes"])
@pytest.mark.parametrize("place", ["datapackage.json", "SHA256SUMS", "parquet/votes.parquet"])
def test_a_file_that_may_not_be_read(place: str, method: str, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Denied here by hand, since a test that runs as root is denied nothing."""
    granted = getattr(Path, method)

    def denied(self: Path, **options: bool) -> object:
        if self == release / place:
            raise PermissionError(13, "Permission denied", str(self))
        return granted(self, **options)

    monkeypatch.setattr(Path, method, denied)
    with pytest.raises(DamagedRelease, match=f"{place}: cannot be read .Permission denied.; make it readable"):
        md.load("votes")


def test_a_folder_that_may_not_be_opened(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(Path, "iterdir", denied)
    with pytest.raises(ReleaseNotFound, match="release: permission denied, so no release"):
        md.load("votes")


def test_a_release_of_another_version_is_read_or_told(release: Path) -> None:
    """It may lack what only this version has; its own tables are there."""

    def without_summaries(descriptor: Descriptor) -> None:
        descriptor["version"] = "2025.3.1"
        descriptor["resources"].remove(resource(descriptor, "entity_summaries"))
        next(f for f in resource(descriptor, "sources")["schema"]["fields"] if f["name"] == "url")["name"] = "address"

    seal(release, without_summaries)
    assert (md.load("votes")["yeas"].to_list(), md.__version__) == ([92], "2025.3.1")
    told = r"release: release 2025\.3\.1 has no {}, which this needs; .*pip install magnitsky-data==2025\.3\.1"
    with pytest.raises(ReleaseUnfit, match=told.format("entity_summaries")):
        md.find("Cardin")
    with pytest.raises(ReleaseUnfit, match=told.format(r"sources\.url")):
        md.cite("votes", VOTE)


THREADS = """
import sys, threading
import magnitsky_data as md
start, wrong = threading.Barrier(32), []
def reader(at):
    start.wait()
    try:
        engine = ("pandas", "arrow", "polars", "duckdb")[at % 4]
        md.load("votes", engine=engine), md.scan("votes").collect(), md.find("Cardin"), md.cite("votes", "us-112-2012-s-223")
        md.load("retaliatory_measures", as_of="2013-01-01"), md.path("bills"), md.describe("bills")
        md.connect().close()
    except BaseException as error:
        wrong.append(repr(error))
threads = [threading.Thread(target=reader, args=(at,)) for at in range(32)]
for thread in threads: thread.start()
for thread in threads: thread.join()
sys.exit("; ".join(wrong) or 0)
"""


def test_32_threads_read_at_once(release: Path) -> None:
    """They meet at the first use of every library, too."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", THREADS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_32_processes_read_at_once(release: Path) -> None:
    code = "import magnitsky_data as md; print(md.load('votes', 'nays', engine='arrow')['nays'])"
    readers = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
        for _ in range(32)
    ]
    said = [reader.communicate(timeout=120) for reader in readers]
    assert {err for _, err in said} == {b""}
    assert len({out for out, _ in said}) == 1
