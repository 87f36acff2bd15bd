"""The Russian Foreign Ministry's standing list of US citizens under personal sanctions, as plain text.

https://mid.ru/ru/maps/us/1814243/: name in Russian, full name in Latin letters in brackets, a dash, the
post in Russian. It has no numbers, no days of entry and no acts, so presence on its day is all that it
proves. It answers the sanctions of all years together and names relatives of officials too. Of its
entries only persons are kept who are in the dataset for another reason: members of Congress who sponsor
or vote, and targets of dated measures; of the rest the number.

A member matches when the post names a seat in Congress, the state is one that the member sat for, the
family name is the same and a given name agrees, and only one member and one entry fit. A target who
is no member matches when first and family name are the same and only one target and one entry fit.
Misspelled names, mistaken states and later posts are matched by curators, in raw/curated.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, Member, OfficialFile
from magnitsky_data.importers.reading import source_row

ID = "ru_mfa"
OWNER = "measure_id"
AGREE: dict[str, tuple[str, ...]] = {}

TITLE = "Граждане США, находящиеся под персональными санкциями, включая запрет на въезд в Российскую Федерацию"

DECIDED = "2026-11-21"  # day on which these rules of matching were made

STATES = {
    "AK": "Аляска", "AL": "Алабама", "AR": "Арканзас", "AZ": "Аризона", "CA": "Калифорния|Калифорнии", "CO": "Колорадо",
    "CT": "Коннектикут", "DE": "Делавэр|Делавер", "FL": "Флорида", "GA": "Джорджия", "HI": "Гавайи", "IA": "Айова",
    "ID": "Айдахо", "IL": "Ил{2,3}инойс", "IN": "Индиана", "KS": "Канзас", "KY": "Кентукки", "LA": "Луизианн?а",
    "MA": "Массачусетс", "MD": "Мэриленд", "ME": "Мэн", "MI": "Мичиган", "MN": "Миннесота", "MO": "Миссури",
    "MS": "Миссисипи", "MT": "Монтана", "NC": "Северная Каролина", "ND": "Северная Дакота", "NE": "Небраска",
    "NH": "Нью-Г[эе]мпшир", "NJ": "Нью-Джерси", "NM": "Нью-Ме(?:кс|х)ико", "NV": "Невада", "NY": "Нью-Йорк",
    "OH": "Огайо", "OK": "Оклахома", "OR": "Орегон", "PA": "Пенсильвания", "RI": "Род-Айленд", "SC": "Южная Каролина",
    "SD": "Южная Дакота", "TN": "Теннесс?и", "TX": "Техас", "UT": "Юта", "VA": "(?<!Западная )Вир(?:дж|г)иния",
    "VT": "Вермонт", "WA": "Вашингтон", "WI": "Висконсин", "WV": "Западная Вирджиния", "WY": "Вайоминг",
    "AS": "Американское Самоа", "DC": "округ Колумбия", "GU": "Гуам", "MP": "Северные Марианские острова",
    "PR": "Пуэрто-Рико", "VI": "Виргинские острова",
}  # fmt: skip
CHAMBERS = {
    "us-senate": re.compile(r"сенатор|член Сената", re.I),
    "us-house": re.compile(r"конгрессмен|(член|спикер) Палаты представителей", re.I),
}
SEAT = re.compile(
    r"(?:^|, |экс-)(?:(?:бывш\w+|независимый) )*(?:сенатор|конгрессмен|(?:член|спикер) (?:Сената|Палаты))", re.I
)
RELATIVE = re.compile(r"^(супруг|дочь|сын|брат|сестра|мать|отец)")
# Given names by their short forms, where these do not begin with the same three letters.
SHORT = {
    "al": "alexander alfred", "andy": "andrew", "bill": "william", "billy": "william", "bob": "robert", "bobby": "robert",
    "chip": "charles", "chuck": "charles", "debbie": "deborah debra", "dick": "richard", "ed": "edward edwin",
    "jack": "john", "jake": "jacob", "jerry": "gerald", "jim": "james", "jimmy": "james", "joe": "joseph",
    "kathy": "katherine kathryn catherine", "katie": "katherine kathryn", "lizzie": "elizabeth", "liz": "elizabeth",
    "mike": "michael", "rick": "richard", "ro": "rohit", "ted": "theodore edward", "tina": "christine christina",
    "tom": "thomas", "tommy": "thomas", "tony": "anthony antonio",
}  # fmt: skip
# Cyrillic letters that look like Latin ones and stand for them in the bracketed names.
ALIKE = str.maketrans("АВЕКМНОРСТУХаегикорсутх", "ABEKMHOPCTYXaezukopcytx")
SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "md"}

ENTRY = re.compile(r"^(?P<russian>[^\n()–]+?)[ \n]*\((?P<latin>[^()\n]+)\),?[ \n]*–[ \n]*(?:–[ \n]+)?", re.M)


class Entry(NamedTuple):
    """One person of the list."""

    number: int
    russian: str
    latin: str
    post: str


def recognises(name: str) -> bool:
    """Tell the list by the file's name, which the copy's publisher gave it or we did."""
    return re.fullmatch(r"mid_us_entry_bans\.md|20\d{6}\.md", name) is not None


def rank(source: Row) -> tuple[str, str]:
    """Prefer the newer state."""
    return source["file_date"], source["source_id"]


def read(file: OfficialFile, context: Context) -> Iterator[Extract]:
    """Yield the one measure that the list is, with those of its persons who are in the dataset already."""
    page = _Page.read(file)
    measure = f"ru-{page.state}-standing-list"
    source = source_row(
        file, "ru-mfa-us-list", page.state, source_type="official_list", title=TITLE, language_code="ru",
        publisher="Ministry of Foreign Affairs of the Russian Federation", jurisdiction_code="RU",
    )  # fmt: skip
    matches = [
        m
        for m in [*_members(page.entries, context), *_others(page.entries, context)]
        if f"{measure}|{m.entity_id}" not in context.different
    ]
    yield Extract(
        measure,
        source,
        {
            "retaliatory_measures": [_measure(measure, page, source, len(matches))],
            "retaliation_targets": [_target(measure, m, source) for m in matches],
            "link_decisions": [_decision(measure, m) for m in matches],
        },
    )


@dataclass(frozen=True)
class _Page:
    """The page as read: when it was first published, of what day the list is, and all entries."""

    published: str
    state: str
    entries: list[Entry]

    @classmethod
    def read(cls, file: OfficialFile) -> "_Page":
        try:
            lines = [" ".join(line.split()) for line in file.data.decode("utf-8").splitlines()]
        except UnicodeDecodeError as error:
            raise ImportRefused(f"{file.name}: not UTF-8 ({error}); download the file again") from None
        lines = [line for line in lines if line]
        if not file.data.endswith(b"\n"):
            raise ImportRefused(f"{file.name}: the last line has no end; truncated: download the file again")
        if TITLE not in lines or "А" not in lines:
            raise ImportRefused(f"{file.name}: no title {TITLE!r} with a list under it; a page of another kind")
        head = "\n".join(lines[: lines.index("А")])
        published = re.search(r"^(\d\d)\.(\d\d)\.(20\d\d) \d\d:\d\d$", head, re.M)
        state = re.search(r"^по состоянию на (\d\d)\.(\d\d)\.(?:20)?(\d\d)$", head, re.M)
        if not published or not state:
            raise ImportRefused(f"{file.name}: no day of publication, or none of the list; the page's form has changed")
        listed = lines[lines.index("А") :]
        letters = [line for line in listed if len(line) == 1 and line.isalpha()]
        if letters != sorted(set(letters)) or letters[-1] != "Я":
            raise ImportRefused(
                f"{file.name}: headings {''.join(letters)}; expected the letters from А to Я in order: truncated, or cut from parts"
            )
        return cls(
            f"{published[3]}-{published[2]}-{published[1]}",
            f"20{state[3]}-{state[2]}-{state[1]}",
            _entries(file.name, [line for line in listed if line not in letters]),
        )


def _entries(name: str, lines: list[str]) -> list[Entry]:
    """Return all entries; a text between them that is none is refused."""
    text = "\n".join(lines)
    found = list(ENTRY.finditer(text))
    entries = []
    for number, (begin, end) in enumerate(zip(found, [*(f.start() for f in found[1:]), len(text)], strict=True), 1):
        post = text[begin.end() : end].replace("\n", " ").strip()
        latin = begin["latin"].translate(ALIKE).strip(" ,")
        where = f"{name}: entry {number} ({begin['russian']})"
        # A name in Latin letters inside a post is that of an entry that was not recognised.
        if not post or re.search(r"\([A-Z][A-Za-z .’'-]+\)", post):
            raise ImportRefused(
                f"{where}: post {post[:80]!r}; expected one entry's post: the form has changed, or truncated"
            )
        if not re.fullmatch(r"[\w’'`., \"“”/-]+", latin) or re.search("[а-яА-Я]", latin):
            raise ImportRefused(
                f"{where}: name {latin!r} is not in Latin letters; teach the importer the letter that looks alike"
            )
        entries.append(Entry(number, begin["russian"], latin, post))
    dashes = sum(line in ("–", "—", "-") for line in lines)
    if (found and text[: found[0].start()].strip()) or not dashes <= len(entries) <= dashes + len(lines) // 100:
        raise ImportRefused(
            f"{name}: {len(entries)} entries were read, but {dashes} dashes stand between name and post; the form has changed"
        )
    return entries


@dataclass(frozen=True)
class _Match:
    entry: Entry
    entity_id: str
    table: str  # where the person is already
    row_id: str
    evidence: str
    confidence: str


def _members(entries: list[Entry], context: Context) -> Iterator[_Match]:
    """Yield the members of Congress of whom exactly one fits an entry, and no other entry."""
    by_family: dict[str, list[Member]] = defaultdict(list)
    for member in context.members:
        for family in {words(name)[-1] for name in member.names if words(name)}:
            by_family[family].append(member)
    fits: dict[str, list[tuple[Entry, Member, str]]] = defaultdict(list)
    for entry in entries:
        if not SEAT.search(entry.post) or RELATIVE.search(entry.post):
            continue
        states = {code for code, form in STATES.items() if re.search(rf"(?<!\w)(?:{form})", entry.post)}
        chambers = {chamber for chamber, form in CHAMBERS.items() if form.search(entry.post)}
        name = words(entry.latin)
        seated = [
            m
            for family in set(name[1:])
            for m in by_family[family]
            if {s for _, s in m.seats} & states and _agrees(name, m.names, family)
        ]
        in_chamber = [m for m in seated if {c for c, _ in m.seats} & chambers]
        chosen = {m.legislator_id: m for m in (in_chamber if len(in_chamber) == 1 else seated)}
        if len(chosen) == 1:
            member = next(iter(chosen.values()))
            fits[member.legislator_id].append((entry, member, ", ".join(sorted(states))))
    for found in fits.values():
        if len(found) == 1:
            entry, member, state = found[0]
            same = next((n for n in member.names if _contains(words(entry.latin), words(n))), "")
            yield _Match(
                entry,
                member.entity_id,
                "legislators",
                member.legislator_id,
                f"Latin name in brackets {entry.latin!r} "
                + (f"contains {same!r}" if same else f"agrees in family name and short form with {member.names[0]!r}")
                + f"; the post is a seat in Congress for {state}, where the member sat; no other member fits, nor another entry",
                "high" if same else "medium",
            )


def _others(entries: list[Entry], context: Context) -> Iterator[_Match]:
    """Yield the targets of dated measures who are no members and whose first and family name one entry has."""
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for listed in entries:
        full = words(listed.latin)
        if len(full) > 1 and not RELATIVE.search(listed.post):
            by_name[full[0], full[-1]].append(listed)
    targets: dict[tuple[str, str], set[str]] = defaultdict(set)
    members = {m.entity_id for m in context.members}
    for entity, name in context.targets:
        if entity not in members and len(words(name)) > 1:
            targets[words(name)[0], words(name)[-1]].add(entity)
    for key, entities in targets.items():
        if len(entities) == len(by_name[key]) == 1:
            (entry,) = by_name[key]
            yield _Match(
                entry,
                next(iter(entities)),
                "entities",
                next(iter(entities)),
                f"Latin name in brackets {entry.latin!r} has the first and family name of the target of a dated measure; "
                "no other target and no other entry has both",
                "medium",
            )


def words(name: str) -> list[str]:
    """Return the words of a name without case, accents, suffixes and what follows a bracket."""
    plain = unicodedata.normalize("NFKD", name.partition(" (")[0].casefold().replace("’", "'").replace("`", "'"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    return [w for w in re.findall(r"[a-z]+", letters) if w not in SUFFIXES]


def _agrees(name: list[str], names: tuple[str, ...], family: str) -> bool:
    """Tell whether a given name of an entry is one of a member, in full, in a short form or in its first letters."""
    given = [w for w in name if w != family and len(w) > 1]
    known = {w for n in names for w in words(n) if w != family and len(w) > 1}
    return any(
        a == b or a[:3] == b[:3] or a in SHORT.get(b, "").split() or b in SHORT.get(a, "").split()
        for a in given
        for b in known
    )


def _contains(name: list[str], other: list[str]) -> bool:
    """Tell whether a name has all the words of another one, initials standing for words."""
    return all(w in name or (len(w) == 1 and any(v.startswith(w) for v in name)) for w in other)


def _measure(measure: str, page: _Page, source: Row, kept: int) -> Row:
    return {
        "measure_id": measure,
        "imposing_jurisdiction_code": "RU",
        "target_jurisdiction_code": "US",
        "measure_type": "person_list",
        "has_entry_ban": "true",
        "title": f"Standing list of US citizens under personal sanctions, entry ban included, state of {page.state}",
        "instrument": "Page of the Foreign Ministry",
        "announced_date": page.published,
        "announced_persons": str(len(page.entries)),
        "is_names_published": "true",
        "targets_coverage": "partial",
        "relation": "other_sanctions",
        "source_id": source["source_id"],
        "confidence": "high",
        "note": (
            f"Answers the sanctions of all years together. The page is of {page.published} and updated in place; it has no days of entry. "
            f"Of its {len(page.entries)} entries in the state of {page.state} {kept} are here by rule, as persons who are in the dataset for another reason, "
            "and others by a curator's decision; the rest is not taken"
        ),
    }


def _target(measure: str, match: _Match, source: Row) -> Row:
    return {
        "measure_id": measure,
        "entity_id": match.entity_id,
        "listed_name": match.entry.latin,
        "country_code": "US",
        "placement": "standing_list",
        "source_id": source["source_id"],
        "source_locator": f"entry {match.entry.number} ({match.entry.russian})",
        "confidence": match.confidence,
    }


def _decision(measure: str, match: _Match) -> Row:
    return {
        "decision_id": f"{measure}-{match.entity_id}",
        "left_table": "retaliation_targets",
        "left_id": f"{measure}|{match.entity_id}",
        "right_table": match.table,
        "right_id": match.row_id,
        "decision": "same",
        "method": "rule",
        "evidence": match.evidence,
        "confidence": match.confidence,
        "decided_date": DECIDED,
    }
