"""The daily archive, read as a stream."""

import csv
import io
import tarfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from official_files import context, opened, read_all, wrapped
from official_sources import rows_in
from small_project import ROOT
from test_us_ofac_csv import KADYROV, OTHER, SDN

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.us_ofac import read_states

NAME = "sdn_csv_2021-08-18_to_2021-08-20.tar.xz"


def packed(members: dict[str, bytes], name: str = NAME) -> OfficialFile:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:xz", preset=0) as tar:
        for path, data in members.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return wrapped(name, stream.getvalue())


def states(file: OfficialFile) -> list[ListState]:
    return read_all(read_states, [file], context())


def test_the_day_is_that_of_washington() -> None:
    short = "\r\n".join((OTHER, KADYROV)).encode()
    found = states(
        packed({"sdn_csv/2021-08-20T013811Z_sdn.csv": SDN.encode(), "sdn_csv/2021-12-20T045959Z_sdn.csv": short})
    )
    assert [(s.list_date, s.list_date_basis, s.rank, len(s.entries)) for s in found] == [
        ("2021-08-19", "download", 21 * 60 + 38, 3),
        ("2021-12-19", "download", 23 * 60 + 59, 1),
    ]
    assert [s.entries[0].source_locator for s in found] == [
        "sdn_csv/2021-08-20T013811Z_sdn.csv",
        "sdn_csv/2021-12-20T045959Z_sdn.csv",
    ]
    assert found[0].sources == found[1].sources
    assert found[0].main_sha256 == wrapped("", SDN.encode()).sha256


def test_a_damaged_copy_after_a_good_one_is_refused() -> None:
    bad = SDN.replace("30611,", "2677,").encode()
    with pytest.raises(ImportRefused, match=r"2021-08-20T.*ent_num 2677 after 23343"):
        states(packed({"2021-08-18T093901Z_sdn.csv": SDN.encode(), "2021-08-20T013811Z_sdn.csv": bad}))


def test_names_without_a_time_are_refused() -> None:
    for name in ("sdn.csv", "2021-13-18T093901Z_sdn.csv"):
        with pytest.raises(ImportRefused, match="expected the UTC time"):
            states(packed({name: SDN.encode()}))
    with pytest.raises(ImportRefused, match="--date"):
        states(packed({}, name="sdn_csv_daily.tar.xz"))


def test_an_archive_cut_short_is_refused(sources: Path) -> None:
    data = (sources / "ofac/sdn_csv_2021-08-18_to_2024-05-03.tar.xz").read_bytes()
    with pytest.raises(ImportRefused, match="cannot be unpacked"):
        states(wrapped(NAME, data[:280_000]))


def test_all_copies_agree_with_the_manifest(sources: Path) -> None:
    """As they stand in raw/imported, which ``test_reproduced`` holds to be what the archive says."""
    with (sources / "ofac/sdn_csv_2021-08-18_to_2024-05-03_manifest.csv").open(newline="") as stream:
        manifest = list(csv.DictReader(stream))
    folder = ROOT / "raw" / "imported" / "us_ofac"
    (archive_id,) = (r["source_id"] for r in rows_in(folder / "sources.csv") if "sdn-archive" in r["source_id"])
    copies = {r["snapshot_id"] for r in rows_in(folder / "snapshot_files.csv") if r["source_id"] == archive_id}
    states = {r["snapshot_id"][-8:]: r for r in rows_in(folder / "list_snapshots.csv") if r["snapshot_id"] in copies}
    counts = {
        (r["snapshot_id"][-8:], r["program_id"]): r["entry_count"] for r in rows_in(folder / "snapshot_counts.csv")
    }
    assert states.keys() == {row["sha256"][:8] for row in manifest}
    assert len(states) == len(manifest) == 308
    for row in manifest:
        key = row["sha256"][:8]
        assert states[key]["entry_count"] == row["rows"]
        assert counts[key, "us-magnit"] == row["magnit_entries"]
        assert counts[key, "us-glomag"] == row["glomag_entries"]
    days = [(row["downloaded_utc"], states[row["sha256"][:8]]["list_date"]) for row in manifest]
    # 21 copies were taken between 01 and 03 UTC, the evening before in Washington; none between 03 and 09 UTC.
    evening = [(utc, day) for utc, day in days if utc[11:13] in ("01", "02")]
    assert len(evening) == 21
    assert evening[0] == ("2021-08-20T01:38:11Z", "2021-08-19")
    assert all(date.fromisoformat(day) == date.fromisoformat(utc[:10]) - timedelta(days=1) for utc, day in evening)
    assert all(day == utc[:10] for utc, day in days if utc[11:13] not in ("01", "02"))


def test_a_copy_of_its_own_gives_what_its_twin_in_the_archive_gives(sources: Path) -> None:
    """The last copy of the archive is that of 2024-05-03."""
    file = opened(sources / "ofac/2024-05-03/sdn.csv.gz", "2024-05-03")
    (single,) = read_states([file], context())
    (twin,) = states(packed({"2024-05-03T184323Z_sdn.csv": file.data}))
    assert (twin.snapshot_id, twin.rank < single.rank) == (single.snapshot_id, True)
    assert [entry.parts for entry in twin.entries] == [entry.parts for entry in single.entries]
