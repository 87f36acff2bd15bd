"""One person or body as a card and as frames."""

import shutil
import time

import pytest
from sealing import resource, seal
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data.cards import SECTIONS
from magnitsky_data.errors import RowNotFound
from magnitsky_data.lives import current_id

EVERYONE = ["us-ofac-23343", "us-bioguide-M000303", "md-p-02001", "md-p-00010", "us-ofac-21186", "md-p-02010"]


def test_a_listed_person() -> None:
    """Kadyrov: on the list of the Magnitsky Act since 2017-12-20, the Global Magnitsky list since 2020-12-10."""
    found = md.entity("us-ofac-23343")
    card = repr(found)
    assert "Ramzan Akhmatovich Kadyrov" in card
    assert "us-ofac-23343" in card
    assert "  listed     2017-12-20 to now  US: Magnitsky (United States)" in card.splitlines()
    assert "2022-09-15 to 2022-11-14  US: Global Magnitsky" in card  # a second entry, merged into the first
    assert "born 1976-10-05" in card
    assert set(found.listings["program_id"]) >= {"us-magnit", "us-glomag", "lt-magnitsky", "lv-magnitsky", "us-7031c"}
    assert found.listings["listed_date"].is_monotonic_increasing
    assert {"United States", "Lithuania", "Latvia"} <= set(found.listings["listed_by"])
    assert "KADYROV, Ramzan Akhmadovitch" in set(found.names["name"])
    assert found.votes.empty
    assert found.sources["rows"].sum() > 0


def test_a_member() -> None:
    """McCain: six bills, five votes, barred by Russia on 2014-03-20 and on the list of 2025-10-17."""
    found = md.entity("us-bioguide-M000303")
    assert len(found.bills) == 6
    assert len(found.votes) == 5
    assert found.votes["vote_date"].is_monotonic_increasing
    assert "Magnitsky Act of 2012" in set(found.votes["act"])
    assert found.bills["short_title"].notna().any()
    assert "2014-03-20" in set(found.measures["announced_date"])
    assert "ru-2025-10-17-standing-list" in set(found.measures["measure_id"])
    assert "2014-03-20  by RU" in repr(found)


def test_one_row_sums_what_the_tables_hold_of_each() -> None:
    found = md.load("entity_summaries").set_index("entity_id")
    assert sorted(found.index) == sorted(md.load("entities")["entity_id"])
    spells = md.load("designations")
    spells["since"] = spells["listed_date"].fillna(spells["listed_by_date"])
    spells["until"] = spells["delisted_date"].fillna(spells["delisted_by_date"])
    by_entity = spells.groupby("entity_id")
    assert found[found["spell_count"] > 0]["spell_count"].to_dict() == by_entity.size().to_dict()
    assert found["since_date"].dropna().to_dict() == by_entity["since"].min().dropna().to_dict()
    gone = by_entity["status"].agg(lambda status: (status == "delisted").all())
    assert found["until_date"].dropna().to_dict() == by_entity["until"].max()[gone].dropna().to_dict()
    seats = md.load("legislators").set_index("legislator_id")["entity_id"]
    votes = md.load("vote_positions")["legislator_id"].map(seats).value_counts()
    assert found[found["vote_count"] > 0]["vote_count"].to_dict() == votes.to_dict()
    sponsored = md.load("sponsorships")
    sponsored["entity_id"] = sponsored["legislator_id"].map(seats).fillna(sponsored["entity_id"])
    bills = sponsored.dropna(subset="entity_id").groupby("entity_id")["bill_id"].nunique()
    assert found[found["bill_count"] > 0]["bill_count"].to_dict() == bills.to_dict()
    barred = md.load("retaliation_targets").merge(md.load("retaliatory_measures"), on="measure_id")
    codes = barred.groupby("entity_id")["imposing_jurisdiction_code"].agg(lambda c: "; ".join(sorted(set(c))))
    assert found["barred_by"].dropna().to_dict() == codes.to_dict()


def test_one_row_tells_it_in_words() -> None:
    """Klyuev: United States 2014-05-20, Canada 2017-11-03, United Kingdom 2021-04-26, Australia 2022-03-30."""
    found = md.load("entity_summaries").set_index("entity_id")
    assert [name[:2] for name in found.loc["us-ofac-16399", "lists"].split("; ")] == ["US", "CA", "GB", "AU"]
    assert found.loc["us-bioguide-M000303", "summary"] == "6 bills sponsored or cosponsored; 5 votes; barred by RU"
    assert "US: Global Magnitsky 2022-09-15 to 2022-11-14" in found.loc["us-ofac-23343", "summary"].split("; ")


@pytest.mark.parametrize("entity_id", EVERYONE)
def test_a_card_fits_the_screen_and_a_notebook(entity_id: str) -> None:
    found = md.entity(entity_id)
    assert max(map(len, repr(found).splitlines())) <= 80
    html = found._repr_html_()
    assert html.startswith("<table>")
    assert html.count("<tr>") == len(found.facts())
    assert found.name in html
    for section in SECTIONS:
        assert len(getattr(found, section).columns) > 3
    assert set(SECTIONS) <= set(dir(found))


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(RowNotFound, match="no person or body has the id 'us-ofac-2334'; did you mean"):
        md.entity("us-ofac-2334")
    with pytest.raises(RowNotFound, match=r"md\.find"):
        md.entity("Наполеон Бонапарт")


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("John McCain", "us-bioguide-M000303"),
        ("McCain, John", "us-bioguide-M000303"),
        ("Рамзан Ахматович Кадыров", "us-ofac-23343"),
        ("Dmitry Klyuev", "us-ofac-16399"),  # patronymics are left out in most texts
        ("Магомед Даудов", "us-ofac-17295"),
    ],
)
def test_a_whole_name_that_one_alone_has_serves_as_id(name: str, entity_id: str) -> None:
    assert md.entity(name).entity_id == entity_id


@pytest.mark.parametrize(("name", "entity_id"), [("McCain", "us-bioguide-M000303"), ("Кадыров", "us-ofac-23343")])
def test_a_part_of_a_name_is_answered_with_the_id(name: str, entity_id: str) -> None:
    with pytest.raises(RowNotFound, match=f"no person or body has the whole name {name!r}; did you mean {entity_id!r}"):
        md.entity(name)


def test_a_name_that_several_have_is_answered_with_all_of_them() -> None:
    names = md.load("entity_names").drop_duplicates(["entity_id", "search_key"])
    shared = names[names["search_key"].str.count(" ").gt(0) & names.duplicated("search_key", keep=False)]
    assert len(shared) > 0
    for _, rows in shared.groupby("search_key"):
        with pytest.raises(RowNotFound) as refused:
            md.entity(rows["name"].iloc[0])
        assert f"{len(rows)} have the name {rows['name'].iloc[0]!r}" in str(refused.value)
        assert all(f"{entity_id!r}" in str(refused.value) for entity_id in rows["entity_id"])


def test_a_card_tells_sponsors_from_cosponsors_and_no_day_that_no_source_tells() -> None:
    """Senator McCain died on 2018-08-25; the list on which he stands is a page of 2024, and does not say since when."""
    card = repr(md.entity("us-bioguide-M000303"))
    assert "5 as cosponsor, 1 as sponsor: .bills" in card
    assert "?  by RU: Standing list of US citizens" in card
    assert "2024-08-30" not in card


def test_a_card_is_quick() -> None:
    """Some 15 ms; twenty times that here, since tests share the machine. A table read again for each row takes longer."""
    repr(md.entity("us-ofac-23343"))
    start = time.perf_counter()
    repr(md.entity("us-bioguide-M000303"))
    assert time.perf_counter() - start < 0.3


def test_a_card_and_a_search_say_which_lists_are_known_in_part() -> None:
    in_part = "Not all names are here of the lists of EE, EU, LT, LV, US (Section 7031(c) public designations)."
    for page in (repr(md.entity("us-ofac-16399")), repr(md.find("Klyuev"))):
        assert in_part in " ".join(page.split())
    for page in (repr(md.entity("us-bioguide-M000303")), repr(md.find("John McCain"))):  # of a member it is no question
        assert in_part not in " ".join(page.split())


def test_a_withdrawn_id_leads_to_its_heir(tmp_path, monkeypatch) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    release = shutil.copytree(ROOT / "build", tmp_path / "release")
    file = release / "parquet" / "entity_redirects.parquet"
    rows = [("old-1", "old-2"), ("old-2", "us-ofac-23343")]
    old = parquet.read_table(file)
    table = pa.table(
        {"old_entity_id": [a for a, _ in rows], "entity_id": [b for _, b in rows], "reason": ["merged"] * 2, "since_version": ["2027.1.0"] * 2},
        schema=pa.schema([pa.field(n, pa.string()) for n in old.column_names]),
    )  # fmt: skip
    parquet.write_table(table, file)
    seal(release, lambda d: resource(d, "entity_redirects").update({"x-rows": 2}))
    monkeypatch.setenv("MAGNITSKY_DATA_RELEASE", str(release))
    found = md.entity("old-1")
    assert found.entity_id == "us-ofac-23343"
    assert "asked for as old-1" in repr(found)


def test_ids_of_the_first_release_that_were_merged_still_lead_to_the_person_and_to_the_sources() -> None:
    """VISMURADOV stood on the EU's list as a person of his own; Lukashenka was named by the State Department alone."""
    for old, new in (("eu-fsf-EU.6260.40", "us-ofac-26724"), ("md-p-00011", "gb-fcdo-GHR0050")):
        assert md.entity(old).entity_id == new
        assert md.cite("entities", old) == md.cite("entities", new)


def test_redirects_end() -> None:
    assert current_id("a", {"a": "b", "b": "c"}) == "c"
    assert current_id("a", {"a": "b", "b": "a"}) in ("a", "b")
    assert current_id("x", {}) == "x"
