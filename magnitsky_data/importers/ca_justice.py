"""The schedule to Canada's regulations SOR/2017-233, as the Justice Laws Website consolidates them.

https://laws-lois.justice.gc.ca/eng/regulations/SOR-2017-233/: the legal list under the Justice for Victims
of Corrupt Foreign Officials Act, in English (``SOR-2017-233.xml``) and French (``DORS-2017-233.xml``). Each
language is a publication of its own; where a folder holds both of one day they must agree. One item is a
person, with the birth date in its text. The day is that to which the consolidation is current.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.ca_sema import EXPECTATIONS, LIST_ID, PROGRAM
from magnitsky_data.importers.files.xml import read_xml
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.lists.wording import clean, span
from magnitsky_data.importers.reading import coded, known, needed, source_row

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ID = "ca_justice"

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PUBLICATIONS = {"en": "SOR-2017-233", "fr": "DORS-2017-233"}
TITLES = {
    "en": "Justice for Victims of Corrupt Foreign Officials Regulations, SOR/2017-233",
    "fr": "Règlement relatif à la justice pour les victimes de dirigeants étrangers corrompus, DORS/2017-233",
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
BIRTHS = {
    "en": r"born (?:in (?:(?P<in_month>[A-Z]\w+) )?(?P<in_year>\d{4})|on (?P<month>[A-Z]\w+) (?P<day>\d\d?)(?: or (?P<other>\d\d?))?, (?P<year>\d{4}))",
    "fr": r"née? (?:en (?:(?P<in_month>\w+) )?(?P<in_year>\d{4})|le (?P<day>\d\d?)(?:er)?(?: ou (?P<other>\d\d?))? (?P<month>\w+) (?P<year>\d{4}))",
}
REPEALED = re.compile(r"\[?(Repealed|Abrogé)")


def recognises(name: str) -> bool:
    """Tell the regulations by their official file names."""
    return bool(re.fullmatch(r"(SOR|DORS)-2017-233[\w.-]*\.xml", name))


def read_states(files: list[OfficialFile], context: Context) -> Iterator[ListState]:
    """Yield the state that each file holds, after a check that the two languages of one day agree."""
    states = [meet(_state(file), EXPECTATIONS, file.name) for file in files]
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
    root = read_xml(file, "Regulation")
    language = coded(root.get(LANGUAGE, ""), {"en": "en", "fr": "fr"}, "language", file.name)
    number = root.findtext("Identification/InstrumentNumber")
    if number != PUBLICATIONS[language].replace("-", "/", 1):
        raise ImportRefused(
            f"{file.name}: instrument {number!r}; expected {PUBLICATIONS[language].replace('-', '/', 1)!r}: another regulation"
        )
    day: str = needed(_attributes(root), "current-date", file.name)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        raise ImportRefused(f"{file.name}: current to {day!r}; expected yyyy-mm-dd; a file of another shape")
    source = source_row(
        file, f"ca-{PUBLICATIONS[language].lower()}", day, source_type="official_list", jurisdiction_code="CA",
        publisher="Department of Justice Canada", title=TITLES[language], language_code=language,
    )  # fmt: skip
    entries = tuple(_entries(root, language, source["source_id"], file.name))
    return ListState(
        LIST_ID, PUBLICATIONS[language], day, "in_file", "complete", file.sha256, (source,), entry_count=len(entries),
        entries=entries, rank=1 if language == "en" else 0,
    )  # fmt: skip


def _attributes(element: "Element") -> dict[str, str]:
    return {name.rsplit("}", 1)[-1]: value for name, value in element.attrib.items()}


def _entries(root: "Element", language: str, source_id: str, file: str) -> Iterator[Entry]:
    """Yield an entry for each item of the schedule in force."""
    schedules = [
        s for s in root.findall("Schedule") if s.get("id") != "RelatedProvs"
    ]  # that one is on coming into force
    if len(schedules) != 1:
        raise ImportRefused(
            f"{file}: {len(schedules)} schedules; expected one: items of a second one need ids of their own"
        )
    schedule = schedules[0]
    known([c.tag for c in schedule], ("List",), ("ScheduleFormHeading", "HistoricalNote"), f"{file}: schedule")
    met = set()
    for item in schedule.findall("List/*"):
        known([item.tag], ("Item",), (), f"{file}: schedule")
        label = clean(item.findtext("Label") or "")
        where = f"{file}: item {label!r}"
        if not re.fullmatch(r"[1-9]\d*", label) or label in met:
            raise ImportRefused(f"{where}; expected numbers, each once: a damaged file, or a schedule of another shape")
        met.add(label)
        known([c.tag for c in item], ("Label", "Text"), (), where)
        text = clean("".join(needed({c.tag: c for c in item}, "Text", where).itertext()))
        if not REPEALED.match(text):
            yield _entry(label, text, _listed(schedule, item, where), language, source_id, where)


def _listed(schedule: "Element", item: "Element", where: str) -> str:
    """Return the day of listing, empty where the item came in force with the whole schedule.

    The schedule was re-enacted on 2018-11-29: items 1 to 70 carry that day whenever they were listed.
    """
    enacted = needed(_attributes(schedule), "inforce-start-date", where)
    day: str = needed(_attributes(item), "inforce-start-date", where)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or day < enacted:
        raise ImportRefused(
            f"{where}: in force since {day!r}, the schedule since {enacted!r}; expected a day not before it"
        )
    return day if day > enacted else ""


def _entry(label: str, text: str, listed: str, language: str, source_id: str, where: str) -> Entry:
    name, _, bracket = text.partition("(")
    name = clean(name)
    births = [_birth(bracket, language, where)] if bracket else []
    return Entry(
        entry_id=f"ca-sema-jvcfor-{label}",
        official_id=label,
        programs=(PROGRAM,),
        entity_type="person",  # the schedule is headed "Foreign Nationals", by the Act individuals
        listed_name=name,
        listed_date=listed,
        source_id=source_id,
        source_locator=f"Schedule, item {label}",
        parts={"names": (Name(name, "primary"),), "remarks": tuple(births)},
    )


def _birth(bracket: str, language: str, where: str) -> Particular:
    """Parse ``born on August 10 or 11, 1972)`` and its like; two days that are not neighbours are refused."""
    match = re.fullmatch(rf"{BIRTHS[language]}\)", bracket)
    if not match:
        raise ImportRefused(
            f"{where}: {'(' + bracket!r} is not a birth date; expected such as '(born on July 17, 1950)'; teach the importer"
        )
    month_name = match["month"] or match["in_month"]
    months = MONTHS[language]
    if month_name and month_name not in months:
        raise ImportRefused(f"{where}: month {month_name!r}; expected one of {', '.join(months)}")
    month = months.index(month_name) + 1 if month_name else 0
    year, day, other = int(match["year"] or match["in_year"]), int(match["day"] or 0), int(match["other"] or 0)
    if other and other != day + 1:
        raise ImportRefused(
            f"{where}: days {day} or {other}; expected neighbours, which one span can hold; teach the importer"
        )
    try:
        earliest, latest = span(year, month, day)[0], span(year, month, other or day)[1]
    except ValueError as error:
        raise ImportRefused(f"{where}: {'(' + bracket!r} is not a day that exists ({error})") from None
    value = re.sub(r"^(born (in|on)|née? (en|le)) ", "", bracket).removesuffix(")")
    return Particular("birth_date", value, earliest, latest, is_circa=False)
