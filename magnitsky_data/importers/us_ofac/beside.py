"""ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV: aliases, addresses and the rest of Remarks, by ent_num.

Every entry has a row in ADD.CSV, if only of nulls, so that ADD.CSV is a complete list of ids.
"""

from collections.abc import Mapping

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.lists import Name, Particular
from magnitsky_data.importers.readings import Reader, Readings
from magnitsky_data.importers.us_ofac.record import LIST_ID, Parts
from magnitsky_data.importers.us_ofac.tables import not_a_spreadsheet, rows_by_number, value

# ALT.CSV of 2022-01-31 was sorted by alt_num by those who saved it; the others are sorted in every copy.
IS_SORTED = {"alt": False, "add": True, "sdn_comments": True}


class Beside:
    """What the files beside SDN.CSV tell, by kind of file; a kind that is not there tells nothing."""

    def __init__(self, files: Mapping[str, OfficialFile], readings: Readings):
        self._readings = readings
        self._names = {kind: file.name for kind, file in files.items()}
        self._rows = {k: rows_by_number(f, k, is_sorted=IS_SORTED[k]) for k, f in files.items() if k in IS_SORTED}

    def numbers(self, kind: str) -> list[str]:
        """Return the ent_nums of a file, each once."""
        return list(self._rows[kind])

    def refuse_other_list(self, numbers: set[str]) -> None:
        """Refuse files of another list than that of the ent_nums: ADD.CSV has each of them, ALT.CSV no other."""
        alt, add = (self._rows.get(kind, {}).keys() for kind in ("alt", "add"))
        for kind, strange in (("alt", alt - numbers), ("add", add ^ numbers if "add" in self._rows else ())):
            if strange:
                some = ", ".join(sorted(strange)[:5])
                raise ImportRefused(
                    f"{self._names[kind]}: entries {some} stand in one file and not in the other; expected files of the same list: "
                    "download them together"
                )

    def parts(self, number: str) -> Parts:
        """Return the parts of an entry that ALT.CSV and ADD.CSV have."""
        parts: Parts = {}
        if "alt" in self._rows:
            rows, read = self._rows["alt"].get(number, []), self._at("alt", f"alias of {number}")
            parts["aliases"] = tuple(dict.fromkeys(_alias(row, read) for row in rows))
        if "add" in self._rows:
            rows, read = self._rows["add"].get(number, []), self._at("add", f"address of {number}")
            parts["addresses"] = tuple(dict.fromkeys(a for row in rows if (a := _address(row, read))))
        return parts

    def _at(self, kind: str, part: str) -> Reader:
        return self._readings.at(LIST_ID, f"{self._names[kind]}: {part}")

    def overflow(self, number: str) -> str:
        """Return the rest of an entry's Remarks."""
        return "".join(row[1] for row in self._rows.get("sdn_comments", {}).get(number, ()))


def _alias(row: list[str], read: Reader) -> Name:
    _, _, kind, alias, remarks = row
    not_a_spreadsheet((alias,), read.where)
    if value(remarks) or not value(alias):
        raise ImportRefused(f"{read.where}: {alias!r} with remarks {remarks!r}; expected a name, and no remarks")
    return Name(value(alias), read.code("name_type", kind))


def _address(row: list[str], read: Reader) -> Particular | None:
    """Return street, place and country of a row in one value, none for a row of nulls."""
    _, _, street, place, country, remarks = row
    not_a_spreadsheet((street, place), read.where)
    if value(remarks):
        raise ImportRefused(f"{read.where}: Add_remarks {remarks!r}; expected none, as in every list so far")
    text = ", ".join(part for cell in (street, place, country) if (part := value(cell)))
    code = read.country(value(country))
    return Particular("address", text, country_code=code) if text else None
