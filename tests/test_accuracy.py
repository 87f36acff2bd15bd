"""What docs/accuracy.md tells of its draw and of the rounds is what the draw and the tables hold."""

import csv
import re
from collections import Counter
from math import sqrt

from small_project import ROOT, Row

PAGE = (ROOT / "docs/accuracy.md").read_text(encoding="utf-8")
VERDICTS = {
    "confirmed by a second source": "confirmed by a second source",
    "confirmed by reading the official file or the row's own source again": "confirmed by re-reading the official file or own source",
    "true, but less exact than what was read": "ours is less or more exact",
    "differs": "differs",
    "no second source was found": "not found elsewhere",
}


def read(name: str) -> list[Row]:
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wilson(found: int, of: int) -> str:
    """The 95 % interval of a share, in per cent."""
    z, share = 1.959964, found / of
    middle = share + z * z / 2 / of
    half = z * sqrt(share * (1 - share) / of + z * z / 4 / of / of)
    low, high = (100 * (middle + side) / (1 + z * z / of) for side in (-half, half))
    return f"{low:.1f} to {high:.1f} %"


def test_the_verdicts_are_those_of_the_draw() -> None:
    drawn = Counter(row["verdict"] for row in read("docs/draw.csv"))
    told = dict(re.findall(r"^\| ([^|`]+?) \| (\d+) \|$", PAGE, re.M))
    assert {VERDICTS[words]: int(number) for words, number in told.items() if words in VERDICTS} == drawn
    differing, unseen = drawn["differs"], drawn["not found elsewhere"]
    elsewhere = drawn["confirmed by a second source"] + differing
    assert f"Of {drawn.total() - unseen} that could be compared {differing} differs" in PAGE
    assert f"interval (Wilson) {wilson(differing, drawn.total() - unseen)}" in PAGE
    assert f"{differing} of {elsewhere}: {100 * differing / elsewhere:.1f} %, {wilson(differing, elsewhere)}" in PAGE
