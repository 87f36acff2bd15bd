"""The charts of the pages show the release: re-made and compared, their numbers those of the sources, their marks those numbers."""

import re
import sys

import matplotlib as mpl
import pytest
from small_project import ROOT

sys.path.insert(0, str(ROOT / "docs" / "charts"))
import draw
import drawn
import joins

NAMES = sorted(draw.CHARTS)


def kept(name: str) -> str:
    return (draw.FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_kept_chart_shows_the_tables_of_today(name: str) -> None:
    """The numbers always; every byte too where the same matplotlib draws it. To mend: python docs/charts/draw.py."""
    made, was = draw.svg(name), kept(name)
    described = [re.search(r"<dc:description>(.*?)</dc:description>", svg, re.DOTALL) for svg in (made, was)]
    assert described[0] and described[1]
    assert described[0][1] == described[1][1]
    if f"Matplotlib v{mpl.__version__}," in was:
        assert made == was
    assert "<dc:date>" not in was
    assert len(re.findall(r"<text[ >]", was)) >= 10  # letters, not outlines: they can be searched and read aloud


def test_no_chart_is_kept_that_nothing_draws() -> None:
    assert sorted(file.stem for file in draw.FOLDER.glob("*.svg")) == NAMES


@pytest.mark.parametrize("name", ["listings_by_year", "adoptions", "votes_by_party"])
def test_bars_begin_at_zero_and_are_as_long_as_their_numbers(name: str) -> None:
    data = getattr(drawn, name)()
    figure = draw.CHARTS[name](data)
    flat = name == "votes_by_party"
    bars = [bar for axes in figure.axes for bar in axes.patches]
    lengths = [bar.get_width() if flat else bar.get_height() for bar in bars]
    assert sum(lengths) == data.select_dtypes("number").sum().sum()
    assert all((axes.get_xlim() if flat else axes.get_ylim())[0] == 0 for axes in figure.axes)


def test_listings_by_year() -> None:
    """OFAC named 18 on 2013-04-12, 16 in 2014 and, vessels of listed owners apart, 157 of these in 2022; Canada 52 in 2017."""
    data = drawn.listings_by_year()
    assert data["United States"][[2013, 2014, 2015]].to_list() == [18, 16, 0]
    assert data[drawn.VESSELS].loc[lambda n: n > 0].to_dict() == {2022: 157}
    assert data["Canada"][2017] == 52


def test_who_lists_whom() -> None:
    """Canada's list has 33 Russians and Australia's 55, by any basis."""
    data = drawn.who_lists_whom()
    assert data.loc["Russia", ["Canada", "Australia"]].to_list() == [33, 55]
    assert drawn.VESSELS not in data


def test_adoptions() -> None:
    """Department of State: 5,865 in 2004 and 748 in 2012; of 1995 and 1996 no figure is at hand, which is no zero."""
    counts = drawn.adoptions()["from_russia"]
    assert counts[[2004, 2012]].to_list() == [5865, 748]
    assert counts[counts.isna()].index.to_list() == [1995, 1996]


def test_days_to_answer() -> None:
    """Law 272-FZ came 14 days after the Act of 2012-12-14; China answered the EU on 2021-03-22, the day of its list."""
    data = drawn.days_to_answer().set_index(["by", "answered_date", "against"])["days"]
    assert data["Russia", "2012-12-28", "United States"] == 14
    assert data["Russia", "2013-04-13", "United States"] == 1
    assert data["China", "2021-03-22", "European Union"] == 0


def test_votes_by_party() -> None:
    """365 to 43 in the House, 92 to 4 in the Senate; 37 Democrats and 6 Republicans of the House against."""
    data = drawn.votes_by_party()
    assert data.groupby("chamber").sum()[["yea", "nay"]].to_numpy().tolist() == [[365, 43], [92, 4]]
    assert data.loc["House of Representatives", "nay"].to_dict() == {"Democrats": 37, "Republicans": 6}


def test_first_to_last_list() -> None:
    """Klyuev: United States 2014-05-20, Canada, United Kingdom, Australia 2022-03-30."""
    klyuev = drawn.first_to_last_list().loc["us-ofac-16399"]
    assert [f"{klyuev[column]:%Y-%m-%d}" for column in ("first", "last")] == ["2014-05-20", "2022-03-30"]
    assert klyuev["states"] == 4


def test_joins_are_the_keys_of_the_contract() -> None:
    """The way from a vote to the answer: each step a column that pandas can merge by."""
    found = set(joins.keys().itertuples(index=False, name=None))
    assert {
        ("vote_positions", "vote_id", "votes"),
        ("votes", "bill_id", "bills"),
        ("bills", "law_id", "laws"),
        ("programs", "law_id", "laws"),
        ("designations", "program_id", "programs"),
        ("retaliation_triggers", "law_id", "laws"),
        ("retaliation_targets", "measure_id", "retaliatory_measures"),
    } <= found
    shown = joins.draw(joins.keys()).axes[0].texts
    arrows = [text for text in shown if not text.get_text()]
    assert len(arrows) == len({(table, leads_to) for table, _, leads_to in found})
    assert all(column.endswith(joins.CONTRACT.table(leads_to).primary_key[0]) for _, column, leads_to in found)
