"""The schedule to Canada's regulations SOR/2017-233, as the Justice Laws Website consolidates them.

https://laws-lois.justice.gc.ca/eng/regulations/SOR-2017-233/: the legal list under the Justice for Victims
of Corrupt Foreign Officials Act, in English (``SOR-2017-233.xml``) and French (``DORS-2017-233.xml``). Each
language is a publication of its own; where a folder holds both of one day they must agree. One item is a
person, with the birth date in its text. The day is that to which the consolidation is current.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from magnitsky_data.contract.text import clean
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.ca_sema.person import LIST_ID, entry
from magnitsky_data.importers.dates import bounds, iso_day, month_number
from magnitsky_data.importers.files.xml import known_attributes, read_xml
from magnitsky_data.importers.lists import Entry, ListState, Particular
from magnitsky_data.importers.lists.publications import Official
from magnitsky_data.importers.reading import coded, known, needed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PUBLICATIONS = {
    "en": Official(
        LIST_ID,
        "SOR-2017-233",
        "ca-sor-2017-233",
        "Department of Justice Canada",
        "Justice for Victims of Corrupt Foreign Officials Regulations, SOR/2017-233",
        rank=1,
    ),
    "fr": Official(
        LIST_ID,
        "DORS-2017-233",
        "ca-dors-2017-233",
        "Department of Justice Canada",
        "Règlement relatif à la justice pour les victimes de dirigeants étrangers corrompus, DORS/2017-233",
        "fr",
    ),
}
BIRTHS = {
    "en": r"born (?:in (?:(?P<in_month>[A-Z]\w+) )?(?P<in_year>[0-9]{4})|on (?P<month>[A-Z]\w+) (?P<day>[0-9][0-9]?)(?: or (?P<other>[0-9][0-9]?))?, (?P<year>[0-9]{4}))",
    "fr": r"née? (?:en (?:(?P<in_month>\w+) )?(?P<in_year>[0-9]{4})|le (?P<day>[0-9][0-9]?)(?:er)?(?: ou (?P<other>[0-9][0-9]?))? (?P<month>\w+) (?P<year>[0-9]{4}))",
}
# Numbers and layout; read are the language, the day to which the text is current, and since when an item is in force.
_NUMBERS = ("fid", "id", "inforce-start-date", "lastAmendedDate", "enacted-date", "enactId")
ATTRIBUTES = {
    "Regulation": (
        *_NUMBERS,
        "lang",
        "current-date",
        "pit-date",
        "hasPreviousVersion",
        "gazette-part",
        "regulation-type",
    ),
    "Schedule": (*_NUMBERS, "spanlanguages", "bilingual"),
    "List": (*_NUMBERS, "subsequent-line-indent", "first-line-indent", "language-align"),
    "Item": _NUMBERS,
}
REPEALED = re.compile(r"\[?(Repealed|Abrogé)")


def read_schedules(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state that each file holds, after a check that the two languages of one day agree."""
    states = [_state(file) for file in files]
    told: dict[str, tuple[str, dict[str, object]]] = {}
    for file, state in zip(files, states, strict=True):
        content = {e.entry_id: (e.listed_name, e.listed_date, _days(e)) for e in state.entries}
        other, expected = told.setdefault(state.list_date, (file.name, dict(content)))
        for key in sorted({*content, *expected}):
            if content.get(key) != expected.get(key):
                raise ImportRefused(
                    f"{file.name}: {key} is {content.get(key)}, but {expected.get(key)} in {other} of the same day; expected two texts of one law to agree; compare the files"
                )
    yield from states


def _days(entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple((p.date_earliest, p.date_latest) for p in entry.parts["remarks"] if isinstance(p, Particular))


def _state(file: OfficialFile) -> ListState:
    root = read_xml(file, "Regulation", is_prose=True)
    language = coded(root.get(LANGUAGE, ""), {"en": "en", "fr": "fr"}, "language", file.name)
    publication = PUBLICATIONS[language]
    number, expected = root.findtext("Identification/InstrumentNumber"), publication.name.replace("-", "/", 1)
    if number != expected:
        raise ImportRefused(f"{file.name}: instrument {number!r}; expected {expected!r}: another regulation")
    day = iso_day(needed(_attributes(root), "current-date", file.name), f"{file.name}: current to")
    entries = list(_entries(root, language, file.name))
    return publication.state(file, day, entries, len(entries))


def _attributes(element: "Element") -> dict[str, str]:
    return {name.rsplit("}", 1)[-1]: value for name, value in element.attrib.items()}


def _entries(root: "Element", language: str, file: str) -> Iterator[Entry]:
    """Yield an entry for each item of the schedule in force."""
    # The schedule RelatedProvs is on coming into force.
    schedules = [s for s in root.findall("Schedule") if s.get("id") != "RelatedProvs"]
    if len(schedules) != 1:
        raise ImportRefused(
            f"{file}: {len(schedules)} schedules; expected one: items of a second one need ids of their own"
        )
    schedule = schedules[0]
    for held in (root, schedule, *schedule.findall("List"), *schedule.findall("List/*"), *schedule.findall("List/*/*")):
        known_attributes(held, ATTRIBUTES.get(held.tag, ()), f"{file}: schedule")
    known([c.tag for c in schedule], ("List",), ("ScheduleFormHeading", "HistoricalNote"), f"{file}: schedule")
    for item in schedule.findall("List/*"):
        known([item.tag], ("Item",), (), f"{file}: schedule")
        label = clean(item.findtext("Label") or "")
        where = f"{file}: item {label!r}"
        known([c.tag for c in item], ("Label", "Text"), (), where)
        text = clean("".join(needed({c.tag: c for c in item}, "Text", where).itertext()))
        if not REPEALED.match(text):
            name, _, bracket = text.partition("(")
            births = [_birth(bracket, language, where)] if bracket else []
            made = entry(label, clean(name), _listed(schedule, item, where), births, where)
            yield replace(made, source_locator=f"Schedule, item {label}")


def _listed(schedule: "Element", item: "Element", where: str) -> str:
    """Return the day of listing, empty where the item came in force with the whole schedule.

    The schedule was re-enacted on 2018-11-29: items 1 to 70 carry that day whenever they were listed.
    """
    enacted = needed(_attributes(schedule), "inforce-start-date", where)
    day: str = needed(_attributes(item), "inforce-start-date", where)
    if iso_day(day, f"{where}: in force since") < enacted:
        raise ImportRefused(
            f"{where}: in force since {day!r}, the schedule since {enacted!r}; expected a day not before it"
        )
    return day if day > enacted else ""


def _birth(bracket: str, language: str, where: str) -> Particular:
    """Parse ``born on August 10 or 11, 1972)`` and its like; two days that are not neighbours are refused."""
    match = re.fullmatch(rf"{BIRTHS[language]}\)", bracket)
    if not match:
        raise ImportRefused(
            f"{where}: {'(' + bracket!r} is not a birth date; expected such as '(born on July 17, 1950)'; teach the importer"
        )
    month_name = match["month"] or match["in_month"]
    month = month_number(month_name, language, where) if month_name else 0
    year, day, other = int(match["year"] or match["in_year"]), int(match["day"] or 0), int(match["other"] or 0)
    if other and other != day + 1:
        raise ImportRefused(
            f"{where}: days {day} or {other}; expected neighbours, which one span can hold; teach the importer"
        )
    value = re.sub(r"^(born (in|on)|née? (en|le)) ", "", bracket).removesuffix(")")
    earliest, latest = bounds(year, month, day, value, where)[0], bounds(year, month, other or day, value, where)[1]
    return Particular("birth_date", value, earliest, latest, is_circa=False)
