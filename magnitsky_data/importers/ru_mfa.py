"""The Russian Foreign Ministry's standing list of US citizens under personal sanctions, as plain text.

https://mid.ru/ru/maps/us/1814243/: name in Russian, full name in Latin letters in brackets, a dash, the
post in Russian. It has no numbers, no days of entry and no acts, so presence on its day is all that it
proves. It answers the sanctions of all years together and names relatives of officials too. Every entry
is kept, numbered in the order of the page; who of them is in the dataset for another reason is decided
by the build and by curators.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, OfficialFile
from magnitsky_data.importers.reading import source_row

ID = "ru_mfa"
OWNER = "measure_id"
AGREE: dict[str, tuple[str, ...]] = {}

TITLE = "Граждане США, находящиеся под персональными санкциями, включая запрет на въезд в Российскую Федерацию"
ENTRY = re.compile(r"^(?P<native>[^\n()–]+?)[ \n]*\((?P<latin>[^()\n]+)\),?[ \n]*–[ \n]*(?:–[ \n]+)?", re.M)
# Cyrillic letters that look like Latin ones and stand for them in the bracketed names.
ALIKE = str.maketrans("АВЕКМНОРСТУХаегикорсутх", "ABEKMHOPCTYXaezukopcytx")


def recognises(name: str) -> bool:
    """Tell the list by the file's name, which the copy's publisher gave it or we did."""
    return re.fullmatch(r"mid_us_entry_bans\.md|20\d{6}\.md", name) is not None


def rank(source: Row) -> tuple[str, str]:
    """Prefer the newer state."""
    return source["file_date"], source["source_id"]


def read(file: OfficialFile, context: Context) -> Iterator[Extract]:
    """Yield the one measure that the list is, with all its entries."""
    page = _Page.read(file)
    measure = f"ru-{page.state}-standing-list"
    source = source_row(
        file,
        "ru-mfa-us-list",
        page.state,
        source_type="official_list",
        title=TITLE,
        language_code="ru",
        publisher="Ministry of Foreign Affairs of the Russian Federation",
        jurisdiction_code="RU",
    )
    entries = [{"measure_id": measure, **entry} for entry in page.entries]
    tables = {"retaliatory_measures": [_measure(measure, page, source)], "standing_list_entries": entries}
    yield Extract(measure, source, tables)


@dataclass(frozen=True)
class _Page:
    """The page as read: when it was first published, of what day the list is, and all entries."""

    published: str
    state: str
    entries: list[Row]

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
        published = re.search(r"^([0-9][0-9])\.([0-9][0-9])\.(20[0-9][0-9]) [0-9][0-9]:[0-9][0-9]$", head, re.M)
        state = re.search(r"^по состоянию на ([0-9][0-9])\.([0-9][0-9])\.(?:20)?([0-9][0-9])$", head, re.M)
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


def _entries(name: str, lines: list[str]) -> list[Row]:
    """Return all entries; texts between them that are none are refused, all in one message."""
    text = "\n".join(lines)
    found = list(ENTRY.finditer(text))
    entries, wrong = [], []
    for number, (begin, end) in enumerate(zip(found, [*(f.start() for f in found[1:]), len(text)], strict=True), 1):
        post = text[begin.end() : end].replace("\n", " ").strip()
        latin = begin["latin"].translate(ALIKE).strip(" ,")
        where = f"{name}: entry {number} ({begin['native']})"
        # A name in Latin letters inside a post is that of an entry that was not recognised.
        if not post or re.search(r"\([A-Z][A-Za-z .’'-]+\)", post):
            wrong.append(f"{where}: post {post[:80]!r}; expected one entry's post: the form has changed, or truncated")
        if not re.fullmatch(r"[\w’'`., \"“”/-]+", latin) or re.search("[а-яА-Я]", latin):
            wrong.append(
                f"{where}: name {latin!r} is not in Latin letters; teach the importer the letter that looks alike"
            )
        entries.append(
            {"entry_number": str(number), "native_name": begin["native"], "listed_name": latin, "post": post}
        )
    # Nearly every dash has a line of its own; a dash with no entry before it is one that was not recognised.
    dashes = sum(line in ("–", "—", "-") for line in lines)
    if (found and text[: found[0].start()].strip()) or not dashes <= len(entries) <= dashes + len(lines) // 100:
        wrong.append(
            f"{name}: {len(entries)} entries were read, but {dashes} dashes stand between name and post; the form has changed"
        )
    if wrong:
        raise ImportRefused("\n".join(wrong))
    return entries


def _measure(measure: str, page: _Page, source: Row) -> Row:
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
            f"Of its {len(page.entries)} entries only persons who are in the dataset for another reason are in retaliation_targets, "
            "each by a decision in link_decisions; of the rest this row has the number alone"
        ),
    }
