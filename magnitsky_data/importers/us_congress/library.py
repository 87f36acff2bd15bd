"""What BILLSTATUS files and API answers share: both are made from one database of the Library of Congress."""

import re

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.bill_numbers import BILL_TYPES
from magnitsky_data.importers.reading import allowed
from magnitsky_data.importers.us_congress.record import Action

LIBRARY = "9"  # code of the Library of Congress as source system
SENATE_CODES = range(10000, 28000)  # below: House; from 28000: presentation, signature, law
# https://github.com/usgpo/bill-status, action codes of the Library of Congress
# A few of its steps have a code alone. That of an introduction says it; what another did is not told, as in H.Res. 27
# (119th), where the code 5000 (reported) has no words and stands at the introduction.
INTRODUCED = {"Intro-H": "Introduced in House", "1000": "Introduced in House", "Intro-S": "Introduced in Senate", "10000": "Introduced in Senate"}  # fmt: skip


def original(value: str, where: str) -> bool | None:
    """Read isOriginalCosponsor: True, False, or empty for a sponsor."""
    if value.lower() not in ("true", "false", ""):
        raise ImportRefused(f"{where}: isOriginalCosponsor {value!r}; expected True or False")
    return {"true": True, "false": False}.get(value.lower())


def bill_type(written: str, where: str) -> str:
    """Return the type of a bill; until 2016 those of related bills stood as in print, ``H.Con.Res.``, here too."""
    return allowed(written.lower().replace(".", ""), BILL_TYPES, "bill type", where)


def action_of(
    date: str, time: str, text: str, kind: str, code: str, system: str, system_name: str, locator: str
) -> Action:
    """Return an action with the chamber that its source system or code tells."""
    return Action(
        date,
        time[:8],
        text or INTRODUCED.get(code, ""),
        _chamber(kind, code, system, system_name),
        system == LIBRARY,
        locator,
    )


def _chamber(kind: str, code: str, system: str, system_name: str) -> str | None:
    if kind in ("President", "BecameLaw"):
        return ""
    if system_name == "Senate" or system == "0":
        return "us-senate"
    if system in ("1", "2") or code.startswith("H") or code == "Intro-H":
        return "us-house"
    if re.fullmatch(r"[0-9]{1,9}", code):
        return "us-senate" if int(code) in SENATE_CODES else "us-house" if int(code) < 10000 else ""
    return None
