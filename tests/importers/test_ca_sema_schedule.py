"""The schedule to SOR/2017-233 in English and French."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from official_files import context, met, read_all

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile, ca_sema
from magnitsky_data.importers.dates import MONTHS
from magnitsky_data.importers.lists import ListState, Particular

Make = Callable[..., OfficialFile]
CONTEXT = context()
ENGLISH, FRENCH = "SOR-2017-233.xml", "DORS-2017-233.xml"


def _states(*files: OfficialFile) -> list[ListState]:
    return read_all(ca_sema.read_states, list(files), CONTEXT)


@pytest.mark.parametrize(
    ("folder", "listed"),
    [
        ("2019-06-21", {"": 70}),
        ("2023-08-16", {"": 70, "2023-08-04": 3}),
        ("2023-12-15", {"": 70, "2023-08-04": 3, "2023-12-07": 7}),
        ("2025-07-24", {"": 70, "2023-08-04": 3, "2023-12-07": 7}),
    ],
)
def test_counts_and_days_are_those_of_the_readme(
    sources: Path, list_file: Make, folder: str, listed: dict[str, int]
) -> None:
    (state,) = _states(list_file(sources / "ca" / folder / ENGLISH))
    assert (state.list_date, state.list_date_basis, state.publication) == (folder, "in_file", "SOR-2017-233")
    assert Counter(e.listed_date for e in state.entries) == listed
    assert state.entry_count == sum(listed.values())
    assert [e.official_id for e in state.entries] == [str(n) for n in range(1, len(state.entries) + 1)]


def test_the_french_text_is_a_publication_of_its_own_that_agrees(sources: Path, list_file: Make) -> None:
    folder = sources / "ca" / "2025-07-24"
    french, english = _states(list_file(folder / FRENCH), list_file(folder / ENGLISH))
    assert (french.publication, french.sources[0]["language_code"]) == ("DORS-2017-233", "fr")
    assert english.rank > french.rank
    assert french.snapshot_id != english.snapshot_id
    soe = french.entries[52]
    assert soe.listed_name == "Maung Maung Soe"  # a zero-width space in the French text
    assert soe.parts["remarks"] == (Particular("birth_date", "mars 1964", "1964-03-01", "1964-03-31", is_circa=False),)


def test_two_texts_of_one_day_that_differ_are_refused(sources: Path, list_file: Make) -> None:
    folder = sources / "ca" / "2025-07-24"
    changed = (folder / FRENCH).read_text(encoding="utf-8").replace("juillet 1950", "juin 1950")
    with pytest.raises(ImportRefused, match="ca-sema-jvcfor-71 is"):
        _states(list_file(folder / ENGLISH), list_file(changed, FRENCH))


# Read in the schedule of 2023-12-15.
@pytest.mark.parametrize(
    ("item", "name", "value", "earliest", "latest"),
    [
        ("53", "Maung Maung Soe", "March 1964", "1964-03-01", "1964-03-31"),
        ("54", "Mansour Othman ABAHUSSAIN", "August 10 or 11, 1972", "1972-08-10", "1972-08-11"),
        ("64", "Saif Saad ALQAHTANI", "1973", "1973-01-01", "1973-12-31"),
        ("71", "Riad Toufic SALAMEH", "July 17, 1950", "1950-07-17", "1950-07-17"),
    ],
)
def test_birth_dates_in_the_text(
    sources: Path, list_file: Make, item: str, name: str, value: str, earliest: str, latest: str
) -> None:
    (state,) = _states(list_file(sources / "ca" / "2023-12-15" / ENGLISH))
    (found,) = (e for e in state.entries if e.official_id == item)
    assert found.listed_name == name
    assert found.parts["remarks"] == (Particular("birth_date", value, earliest, latest, is_circa=False),)


def _file(
    list_file: Make, *items: tuple[str, str, str], name: str = ENGLISH, language: str = "en", more: str = ""
) -> OfficialFile:
    number = name.removesuffix(".xml").replace("-", "/", 1)
    listed = "".join(
        f'<Item lims:inforce-start-date="{day}"><Label>{label}</Label><Text>{text}</Text></Item>'
        for label, text, day in items
    )
    return list_file(
        f'\ufeff<?xml version="1.0" encoding="utf-8"?><Regulation lims:current-date="2019-06-21" xml:lang="{language}" '
        f'xmlns:lims="http://justice.gc.ca/lims"><Identification><InstrumentNumber>{number}</InstrumentNumber></Identification>'
        f'<Schedule lims:inforce-start-date="2018-11-29"><ScheduleFormHeading/><List>{listed}</List>{more}</Schedule>'
        '<Schedule id="RelatedProvs"><RegulationPiece/></Schedule></Regulation>',
        name,
    )


ITEM = ("1", "Pavel KARPOV", "2018-11-29")


def test_a_repealed_item_is_no_entry(list_file: Make) -> None:
    (state,) = _states(_file(list_file, ITEM, ("2", "[Repealed, SOR/2030-1, s. 1]", "2030-01-01")))
    assert [e.official_id for e in state.entries] == ["1"]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (("1", "Pavel KARPOV (also known as Pasha)", "2018-11-29"), "is not a birth date"),
        (("1", "Pavel KARPOV (born on August 31, 1977", "2018-11-29"), "is not a birth date"),
        (("1", "Pavel KARPOV (born on Augst 27, 1977)", "2018-11-29"), "month 'Augst'"),
        (("1", "Pavel KARPOV (born on August 32, 1977)", "2018-11-29"), "is not a day that exists"),
        (("1", "Pavel KARPOV (born on August 10 or 12, 1977)", "2018-11-29"), "expected neighbours"),
        (("1a", "Pavel KARPOV", "2018-11-29"), "item '1a'"),
        (("1", "Pavel KARPOV", "2017-11-03"), "in force since '2017-11-03'"),
        (("1", "", "2018-11-29"), "has no name"),
    ],
)
def test_damaged_items_are_refused(list_file: Make, item: tuple[str, str, str], message: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        met(ca_sema.read_states, [_file(list_file, item)], CONTEXT)
    assert message in str(refusal.value)


def test_files_that_are_not_the_schedule(list_file: Make, sources: Path) -> None:
    whole = _file(list_file, ITEM).data.decode()
    real = (sources / "ca" / "2019-06-21" / ENGLISH).read_bytes()
    bad: dict[str, str | bytes] = {
        "not well-formed": real[: len(real) // 2],
        "instrument 'SOR/2014-58'": whole.replace("SOR/2017-233", "SOR/2014-58"),
        "language 'de'": whole.replace('xml:lang="en"', 'xml:lang="de"'),
        "no field 'current-date'": whole.replace("current-date", "pit-date"),
        "current to: 'today' is not a day": whole.replace("2019-06-21", "today"),
        "2 schedules": whole.replace(' id="RelatedProvs"', ""),
        "0 schedules": whole.replace("Schedule", "Annex"),
        "field 'Table' is new": _file(list_file, ITEM, more="<Table/>").data,
        **{
            f"schedule: attribute 'colour' of '{name}' is new": re.sub(
                rf"<{name}(?=[ >])", f'<{name} colour="red"', whole
            )
            for name in ("Regulation", "Schedule", "List", "Item", "Label", "Text")
        },
        "ca-sema-jvcfor-1 stands in 2 records": _file(list_file, ITEM, ITEM).data,
        "root element 'data-set'": "<data-set/>",
    }
    for message, text in bad.items():
        with pytest.raises(ImportRefused, match=message):
            _states(list_file(text, ENGLISH))


def test_a_cut_schedule_is_refused(list_file: Make) -> None:
    with pytest.raises(ImportRefused, match="1 entries on ca-jvcfoa; expected 70 to 300"):
        met(ca_sema.read_states, [_file(list_file, ITEM)], CONTEXT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["en", "fr"]))
def test_birth_dates_read_back_in_both_languages(list_file: Make, day: date, language: str) -> None:
    month = MONTHS[language][day.month - 1]
    ordinal = "1er" if day.day == 1 else str(day.day)
    text = f"née le {ordinal} {month} {day.year}" if language == "fr" else f"born on {month} {day.day}, {day.year}"
    name = FRENCH if language == "fr" else ENGLISH
    (state,) = _states(_file(list_file, ("1", f"X Y ({text})", "2018-11-29"), name=name, language=language))
    (found,) = state.entries[0].parts["remarks"]
    assert isinstance(found, Particular)
    assert (found.date_earliest, found.date_latest) == (day.isoformat(), day.isoformat())


def test_names() -> None:
    assert ca_sema.recognises(ENGLISH)
    assert ca_sema.recognises(FRENCH)
    assert not ca_sema.recognises("SOR-2014-58.xml")
