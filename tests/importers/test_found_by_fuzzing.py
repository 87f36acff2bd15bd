"""Damage that ``tests/fuzz`` found to end in an error of our own, in a hang, or in rows that the file does not say."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from official_files import wrapped
from refusing import URL, Refuse, says

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import Context, Extract, us_legislators
from magnitsky_data.importers.dates import bounds, british_bounds
from magnitsky_data.importers.eu_fsf.record import reference
from magnitsky_data.importers.files.xml import read_xml, stream
from magnitsky_data.importers.strict import whole_number
from magnitsky_data.importers.us_ofac.dates import parse_date
from magnitsky_data.importers.us_ofac.record import number_of

Small = Callable[[str, str], Extract]
MANY = "9" * 5_000  # Python reads 4,300 digits at most
BILL, CLERK, SENATE, ROLL = "BILLSTATUS-114s284.xml", "roll608.xml", "vote_112_2_00223.xml", "112-2012-s223.data.xml"


def test_a_number_of_thousands_of_digits_is_none() -> None:
    assert whole_number("999999999999999", "x") == 999_999_999_999_999
    for read in (whole_number, number_of):
        with pytest.raises(ImportRefused, match=r"x: .*'9{40,60}; |x: .*'9{40,59} is not"):
            read(MANY, "x")
    with pytest.raises(ImportRefused, match="is not a day that exists"):
        bounds(10**14, 1, 1, "x", "x")  # as many days as no machine counts


@pytest.mark.parametrize("text", ["٣1/12/1961", "1961-1٢-31", "31-Dec-١961"])
def test_digits_of_another_script_are_no_date(text: str) -> None:
    with pytest.raises(ImportRefused, match="is not a date"):
        british_bounds(text, "x")
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(text.replace("31-Dec-", "31 Dec "))


def test_an_id_has_digits_of_ours() -> None:
    assert reference("EU.6774.50", "x") == "EU.6774.50"
    for text in ("EU.6774.5٠", f"EU.{MANY}.1"):
        with pytest.raises(ImportRefused, match="expected one such as"):
            reference(text, "x")


@pytest.mark.parametrize("name", ["x-none", "utf-7"])
def test_xml_in_an_encoding_that_nobody_knows_is_refused(name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?><list/>'.encode()
    with pytest.raises(ImportRefused, match=r"a\.xml: not well-formed XML"):
        read_xml(wrapped("a.xml", data), "list")
    with pytest.raises(ImportRefused, match=r"a\.xml: not well-formed XML"):
        list(stream(data, "a.xml", "list"))


def test_a_file_of_members_is_refused_at_its_first_damaged_record(
    small_files: dict[str, str], context: Context
) -> None:
    """Not after all of them: eleven megabytes of commas took ten seconds and filled the memory."""
    text = small_files["legislators-current.csv"] + "x,\r\n" * 2_000_000
    file = wrapped("legislators-current.csv", text.encode(), "2026-08-22")
    began = time.process_time()
    with pytest.raises(ImportRefused, match="record 4 is incomplete"):
        list(us_legislators.read(file, context))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (BILL, "<state>AZ</state>", "", r"cosponsors/item\[1\]: member 'M000303' of ''; expected a Bioguide id and a state"),
        (BILL, ">M000303<", ">M00030٣<", "member 'M00030٣' of 'AZ'; expected a Bioguide id"),
        (SENATE, "<state>MI</state>", "", "member L000261 has no state"),
        (SENATE, "<document_type>H.R.</document_type>", "", r"document: type and number \['', '6156'\]; expected both"),
        (SENATE, "<document_congress>112</document_congress>", "", "document: type and number .*; expected both, and a congress"),
        (SENATE, "<yeas/>", "<yeas><x/></yeas>", "yeas: holds 'x'; expected text alone"),
        (CLERK, "present-total", "presented-total", "totals-by-vote: field 'presented-total' is new"),
        (CLERK, "<session>2nd<", "<session><x/><", "session: holds 'x'"),
        (ROLL, 'value="Nay" state="MI"/>', 'value="Nay" state="MI"><note/></voter>', "voter: holds 'note'"),
    ],
)  # fmt: skip
def test_what_was_passed_over_is_refused(
    name: str, old: str, new: str, message: str, small_files: dict[str, str], read_small: Small
) -> None:
    text = small_files[name]
    assert old in text
    with pytest.raises(ImportRefused, match=rf"{name}: (.*: )?{message}"):
        read_small(name, text.replace(old, new))


def test_a_cosponsor_of_one_day_stands_once(small_files: dict[str, str], read_small: Small) -> None:
    """One who withdrew and came again stands twice, with two days."""
    text = small_files[BILL]
    item = text[text.index("<cosponsors>") + len("<cosponsors>") : text.index("</cosponsors>")]
    with pytest.raises(ImportRefused, match="a cosponsor stands twice, of one day"):
        read_small(BILL, text.replace(item, item * 2))
    again = item.replace("2015-01-28", "2015-03-02").replace("True", "False")
    assert len(read_small(BILL, text.replace(item, item + again)).tables["sponsorships"]) == 3


def test_a_message_does_not_repeat_a_damaged_cell(
    small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:
    text = small_files[BILL].replace("<type>HR<", f"<type>HR{'x' * 100_000}y<")
    message = refuse("import", "us_congress", put(BILL, text), "--url", URL)
    says(message, f"{BILL}: relatedBills: bill type", "xxx ... xxx", "xy' was not seen before", "expected one of")
    assert max(map(len, message.splitlines())) < 2_000
