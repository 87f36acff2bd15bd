"""Official files that are damaged, of another kind, or say what was not seen before."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from refusing import URL, Refuse, says


@pytest.mark.parametrize("name", ["BILLSTATUS-114s284.xml", "s284.data.json", "s284.metadata.md.gz"])
def test_empty_file(name: str, put: Callable[..., Path], refuse: Refuse) -> None:
    content = gzip.compress(b"") if name.endswith(".gz") else b"\n"
    message = refuse("import", "us_congress", put(name, content), "--url", URL)
    says(message, name, "the file is empty", "download it again")
    assert "nothing was written" in message


@pytest.mark.parametrize("name", ["BILLSTATUS-114s284.xml", "s284.data.json"])
def test_html_error_page(name: str, put: Callable[..., Path], refuse: Refuse) -> None:
    page = b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>"
    message = refuse("import", "us_congress", put(name, page), "--url", URL)
    says(message, name, "an HTML page", "expected the data file itself", "download it again")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_truncated_xml(share: float, small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    whole = small_files["BILLSTATUS-114s284.xml"].rstrip()
    file = put("BILLSTATUS-114s284.xml", whole[: int(len(whole) * share)])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, "BILLSTATUS-114s284.xml", "not well-formed XML", "line ", "column ", "truncated", "download it again")


def test_truncated_gzip(small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    whole = gzip.compress(small_files["BILLSTATUS-114s284.xml"].encode())
    file = put("BILLSTATUS-114s284.xml.gz", whole[: len(whole) // 2])
    says(refuse("import", "us_congress", file, "--url", URL), str(file), "cannot be read", "download it again")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("doctype", "content"),
    [
        (f'[<!ENTITY l0 "ha">{LAUGHS}]', "&l9;"),  # billion laughs: ten levels of ten
        ('[<!ENTITY secret SYSTEM "file:///etc/passwd">]', "&secret;"),
        ('SYSTEM "http://localhost:9/billstatus.dtd"', ""),
    ],
    ids=["bomb", "external entity", "external document type"],
)
def test_xml_with_entities(doctype: str, content: str, put: Callable[..., Path], refuse: Refuse) -> None:
    text = f'<?xml version="1.0"?><!DOCTYPE billStatus {doctype}><billStatus>{content}</billStatus>'
    message = refuse("import", "us_congress", put("BILLSTATUS-114s284.xml", text), "--url", URL)
    says(message, "BILLSTATUS-114s284.xml", "declares a document type or entities", "no official file does")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[]", "a JSON list; expected an object"),
        ('{"bills": []}', "no field 'actions'; a file of another shape, or truncated"),
        ('{"actions": [], ', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("null", "a JSON NoneType; expected an object"),
    ],
)
def test_json_of_another_shape(content: str, what: str, put: Callable[..., Path], refuse: Refuse) -> None:
    says(refuse("import", "us_congress", put("s284.data.json", content), "--url", URL), "s284.data.json", what)


def test_json_with_a_field_of_another_type(
    small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:
    content = small_files["s284.data.json"].replace('"introduced_at": "2015-01-28"', '"introduced_at": {"day": 28}')
    message = refuse("import", "us_congress", put("s284.data.json", content), "--url", URL)
    says(
        message,
        "s284.data.json: introduced_at",
        "an object {'day': 28}",
        "expected a text",
        "of another shape or version",
    )


def test_json_with_an_object_for_a_list(small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    content = small_files["s284.data.json"].replace('"cosponsors": [', '"cosponsors": [7, ')
    message = refuse("import", "us_congress", put("s284.data.json", content), "--url", URL)
    says(message, "s284.data.json: cosponsors[0]", "a number 7", "expected named fields", "of another shape or version")


@pytest.mark.parametrize(
    ("name", "old", "new", "field"),
    [
        ("BILLSTATUS-114s284.xml", "<congress>114</congress>\n", "<congress>114</congress><veto/>\n", "'veto'"),
        ("BILLSTATUS-114s284.xml", "<state>MD</state>", "<state>MD</state><caucus>D</caucus>", "'caucus'"),
        ("s284.data.json", '"number": "284"', '"number": "284", "veto": null', "'veto'"),
        ("s284.data.json", '"thomas_id": "00174"', '"thomas_id": "00174", "caucus": "D"', "'caucus'"),
    ],
)
def test_unknown_field(
    name: str,
    old: str,
    new: str,
    field: str,
    small_files: dict[str, str],
    put: Callable[..., Path],
    refuse: Refuse,
) -> None:
    assert old in small_files[name]
    file = put(name, small_files[name].replace(old, new, 1))
    message = refuse("import", "us_congress", file, "--url", URL)
    says(
        message,
        name,
        f"field {field} is new",
        "expected one of",
        "congress" if "veto" in field else "state",
        "teach the importer",
    )


@pytest.mark.parametrize(
    ("renamed", "part", "said", "found"),
    [
        ("BILLSTATUS-114s285.xml", "number", "'285'", "'284'"),
        ("BILLSTATUS-115s284.xml", "congress", "'115'", "'114'"),
        ("BILLSTATUS-114hr284.xml", "type", "'hr'", "'s'"),
    ],
)
def test_bill_under_another_name(
    renamed: str,
    part: str,
    said: str,
    found: str,
    small_files: dict[str, str],
    put: Callable[..., Path],
    refuse: Refuse,
) -> None:
    file = put(renamed, small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(
        message,
        renamed,
        f"the name says {part} {said}, the record {found}",
        "expected the file of one bill under its own name",
    )


def test_name_that_tells_no_bill(small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    file = put("download (1).xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, "download (1).xml", "the name tells no bill", "expected BILLSTATUS-117s93.xml")


@pytest.mark.parametrize(
    ("importer", "name", "old", "new", "what", "known"),
    [
        ("us_congress", "BILLSTATUS-114s284.xml", "<party>R<", "<party>G<", "party 'G'", "D, R, I"),
        ("us_votes", "112-2012-s223.data.json", '"party": "I"', '"party": "Independent"', "party 'Independent'", "D, R, I"),
        ("us_votes", "112-2012-s223.data.json", '"Nay"', '"Paired Nay"', "position 'Paired Nay'", "Yea, Aye, Nay"),
        ("us_votes", "vote_112_2_00223.xml", "<vote_cast>Nay<", "<vote_cast>Present, Giving Live Pair<", "position 'Present, Giving Live Pair'", "Yea, Aye, Nay"),
        ("us_votes", "vote_112_2_00223.xml", ">1/2<", ">3/4<", "majority required '3/4'", "1/2, 2/3, 3/5"),
        ("us_votes", "112-2012-s223.data.json", '"Bill Passed"', '"Bill Vanished"', "result 'Bill Vanished'", "Passed, Agreed to"),
        ("us_congress", "s284.data.json", '"related",', '"cousin",', "relation 'cousin'", "identical, related"),
        ("us_congress", "BILLSTATUS-114s284.xml", "Short Title(s) as Introduced", "Nickname as Introduced", "title type 'Nickname as Introduced'", "teach the importer"),
    ],
)  # fmt: skip
def test_code_not_seen_before(
    importer: str, name: str, old: str, new: str, what: str, known: str,
    small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse,
) -> None:  # fmt: skip
    assert old in small_files[name]
    message = refuse("import", importer, put(name, small_files[name].replace(old, new, 1)), "--url", URL)
    says(message, name, f"{what} was not seen before", known)
    assert "teach the importer" in message or "add it to datapackage.json" in message


@pytest.mark.parametrize(
    ("name", "old", "new", "cell"),
    [
        ("BILLSTATUS-114s284.xml", "<introducedDate>2015-01-28", "<introducedDate>2015-13-28", "bills.introduced_date: '2015-13-28'"),
        ("s284.data.json", '"sponsored_at": "2015-01-28"', '"sponsored_at": "28.01.2015"', "sponsorships.joined_date: '28.01.2015'"),
    ],
)  # fmt: skip
def test_official_date_that_is_none(
    name: str, old: str, new: str, cell: str, small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:
    message = refuse("import", "us_congress", put(name, small_files[name].replace(old, new)), "--url", URL)
    says(message, name, "us-114-s-284", cell, "is not a date; expected YYYY")


def test_votes_that_contradict_each_other(
    small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:
    # The small file has 4 of the 100 positions that raw/ has of the same vote.
    file = put("vote_112_2_00223.xml", small_files["vote_112_2_00223.xml"])
    message = refuse("import", "us_votes", file, "--url", URL)
    says(
        message,
        file.name,
        "us-112-2012-s-223",
        "'0', but 112-2012-s223.data.json",
        "says '92'",
        "compare both with the publisher",
    )


def test_nothing_is_written_when_one_file_of_a_folder_is_refused(
    small_files: dict[str, str], tmp_path: Path, refuse: Refuse
) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    (folder / "BILLSTATUS-114s284.xml").write_text(small_files["BILLSTATUS-114s284.xml"])
    (folder / "s284.data.json").write_text("{")
    (folder / "s284.metadata.md").write_text("# Metadata")
    message = refuse("import", "us_congress", folder, "--url", "https://example.org/")
    says(message, "s284.data.json", "not JSON")
    says(message, "s284.metadata.md", "a file of another format")  # all refused files are named, not the first alone
