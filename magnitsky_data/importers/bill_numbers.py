"""Numbers of US bills: ids, and how Congress writes them."""

from datetime import date

BILL_TYPES = {
    "hr": ("H.R.", "bill", "us-house"),
    "s": ("S.", "bill", "us-senate"),
    "hjres": ("H.J.Res.", "joint_resolution", "us-house"),
    "sjres": ("S.J.Res.", "joint_resolution", "us-senate"),
    "hconres": ("H.Con.Res.", "concurrent_resolution", "us-house"),
    "sconres": ("S.Con.Res.", "concurrent_resolution", "us-senate"),
    "hres": ("H.Res.", "resolution", "us-house"),
    "sres": ("S.Res.", "resolution", "us-senate"),
}


def bill_id(congress: int, bill_type: str, number: int) -> str:
    """Return the id of a bill: ``us-112-s-1039``."""
    return f"us-{congress}-{bill_type}-{number}"


def bill_parts(bill: str) -> tuple[int, str, int]:
    """Return Congress, type and number of the id of a bill."""
    _, congress, bill_type, number = bill.split("-")
    return int(congress), bill_type, int(number)


def last_day(congress: int) -> date:
    """Return the day on which a Congress ended (Twentieth Amendment, section 1)."""
    return date(1789 + 2 * congress, 1, 3)


def bill_number(congress: int, bill_type: str, number: int, *, with_session: bool = False) -> str:
    """Return a number as Congress writes it: ``S. 1039``, or ``S. 1039 (112th)``."""
    written = f"{BILL_TYPES[bill_type][0]} {number}"
    return f"{written} ({ordinal(congress)})" if with_session else written


def ordinal(number: int) -> str:
    """Return 111th, 112th, 121st, 122nd."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
