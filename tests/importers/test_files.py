"""Each kind of file is opened in one way: whole files come out, cut, forged and foreign ones are refused."""

import gzip
import weakref
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from official_files import opened, wrapped

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.files import limits
from magnitsky_data.importers.files.json import read_json, read_json_lines
from magnitsky_data.importers.files.open import open_file
from magnitsky_data.importers.files.sheets import read_sheets
from magnitsky_data.importers.files.xml import Pieces, Shape, closed, read_xml, root_of, stream, text
from magnitsky_data.importers.files.yaml import read_yaml

# Files on disk


@pytest.mark.parametrize("name", ["list.csv", "list.csv.gz"])
def test_a_file_is_known_by_the_hash_of_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"abc") if name.endswith(".gz") else b"abc")
    # FIPS 180-2, appendix B.1
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    origins = {digest: {"url": "https://example.org/list", "file_date": "2024-05-03", "date_basis": "upper_bound"}}
    file = open_file(path, origins)
    assert (file.name, file.data, file.sha256) == ("list.csv", b"abc", digest)
    assert (file.url, file.file_date, file.date_basis) == ("https://example.org/list", "2024-05-03", "upper_bound")
    dated = open_file(path, origins, "2024-05-04")
    assert (dated.file_date, dated.date_basis) == ("2024-05-04", "download")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b" \r\n", "the file is empty"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), "the file is empty"),
        ("a.csv", b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "an HTML page"),
        ("a.csv.gz", gzip.compress(b"a" * 9000, mtime=0)[:-4], "cannot be read"),
        ("a.csv.gz", b"no gzip at all", "cannot be read"),
        ("a.csv.gz", gzip.compress(bytes(limits.FREE + 1), mtime=0), "more than 10,000,000 bytes"),
    ],
)
def test_what_is_no_official_file_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ImportRefused, match=f"{name}: .*{message}"):
        open_file(tmp_path / name, {})


def test_a_file_beyond_all_limits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE", 99)
    monkeypatch.setattr(limits, "TEXT", 49)
    for name, most in (("a.csv", 49), ("a.JSON.gz", 49), ("a.xml", 99), ("a.zip", 99)):
        content = b"x" * (most + 1)
        (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        with pytest.raises(ImportRefused, match=f"{name}: more than {most} bytes"):
            open_file(tmp_path / name, {})


# XML

LIST = """<?xml version="1.0"?>
<list xmlns="https://example.org/2024" day="2024-05-03"><!-- of the day -->
  <head><count> 2 </count></head>
  <entries><entry><name>KADYROV,\n  Ramzan</name></entry><entry><name>AKHMAT</name><entries/></entry></entries>
</list>"""


def streamed(data: str, *into: str) -> list[tuple[str, str]]:
    return [
        (e.tag, "".join("".join(e.itertext()).split())) for e in stream(data.encode(), "a.xml", "list", into, ("day",))
    ]


def test_children_come_whole_and_without_namespaces() -> None:
    assert streamed(LIST) == [("head", "2"), ("entries", "KADYROV,RamzanAKHMAT")]
    assert streamed(LIST, "entries") == [("head", "2"), ("entry", "KADYROV,Ramzan"), ("entry", "AKHMAT")]
    assert streamed("<list/>") == []
    (head, _) = (text(e, "count") for e in stream(LIST.encode(), "a.xml", "list", (), ("day",)))
    assert head == "2"
    assert [text(e, "name") for e in stream(LIST.encode(), "a.xml", "list", ("entries",), ("day",))] == [
        "",
        "KADYROV, Ramzan",
        "AKHMAT",
    ]
    root = root_of(LIST.encode(), "a.xml")
    assert (root.tag, root.get("day")) == ("list", "2024-05-03")


def test_an_element_that_was_read_is_forgotten() -> None:
    data = f"<list><in>{'<entry><name>KADYROV</name></entry>' * 100}</in></list>".encode()
    seen, most = [], 0
    for element in stream(data, "a.xml", "list", ("in",)):
        seen.append(weakref.ref(element))
        most = max(most, sum(found() is not None for found in seen))
    assert (len(seen), most) == (100, 1)


@pytest.mark.parametrize(
    "loose",
    ["<list>x<in><e><n>A</n></e></in></list>", "<list><in>x<e><n>A</n></e></in></list>", "<list><in><e>x<n>A</n></e></in></list>",
     "<list><in><e><n>A</n>x</e></in></list>", "<list><in><e><n>A</n></e>x</in></list>", "<list><in><e><n>A</n></e></in>x</list>"],
)  # fmt: skip
def test_text_between_elements_is_refused(loose: str) -> None:
    for into in ((), ("in",)):
        with pytest.raises(ImportRefused, match=r"a\.xml: text 'x' between the elements of '(list|in|e)'"):
            list(stream(loose.encode(), "a.xml", "list", into, ("day",)))
    with pytest.raises(ImportRefused, match=r"a\.xml: text 'x' between the elements of '(list|in|e)'"):
        read_xml(wrapped("a.xml", loose.encode()), "list")


def test_a_closed_element_holds_what_its_shape_names() -> None:
    """At any depth; what is ignored by name is with all below it, and what the shape lacks is a leaf."""
    shape: Shape = {"entry": ("names", "notes"), "names": ("name",), "notes": None}
    whole = "<entry><names><name>A</name></names><notes><note/></notes></entry>"
    closed(ElementTree.fromstring(whole), shape, "a.xml")
    for old, new, message in (
        ("<names>", "<names><alias/>", "a.xml: names: field 'alias' is new"),
        ("<name>A", "<name>A<part/>", "a.xml: name: holds 'part'; expected text alone"),
        ("<notes>", "<colour/><notes>", "a.xml: field 'colour' is new"),
    ):
        with pytest.raises(ImportRefused, match=message):
            closed(ElementTree.fromstring(whole.replace(old, new)), shape, "a.xml")


def test_xml_is_read_in_few_pieces() -> None:
    """Expat before 2.6 begins a long attribute anew with each: 19 MB in pieces of 16 kB took more than ten seconds."""
    whole = LIST.encode() + b" " * 5_000_000
    pieces = list(iter(partial(Pieces(whole).read, 16), b""))
    assert b"".join(pieces) == whole
    assert len(pieces) <= 65
    assert streamed(LIST.replace("AKHMAT", "x" * 2_000_000), "entries")[1][1] == "KADYROV,Ramzan"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f'<!DOCTYPE list [<!ENTITY l0 "ha">{LAUGHS}]><list>&l9;</list>', "declares a document type or entities"),
        ('<!DOCTYPE list [<!ENTITY s SYSTEM "file:///etc/passwd">]><list>&s;</list>', "declares a document type"),
        ('<!DOCTYPE list SYSTEM "http://localhost:9/list.dtd"><list/>', "declares a document type"),
        (f"<!--{'x' * 2_000_000}--><!DOCTYPE list><list/>", "declares a document type"),
        ("<list>&l9;</list>", "not well-formed XML"),
        ("<list><entry></list>", "not well-formed XML"),
        ("", "not well-formed XML"),
        ("ent_num,name\n", "not well-formed XML"),
        ("<html/>", "root element 'html'; expected 'list'"),
    ],
)
def test_xml_of_another_kind_is_refused(data: str, message: str) -> None:
    with pytest.raises(ImportRefused, match=f"a.xml: .*{message}"):
        streamed(data)
    with pytest.raises(ImportRefused, match=f"a.xml: .*{message}"):
        read_xml(wrapped("a.xml", data.encode()), "list")


def test_xml_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree by its bytes, a stream by the elements of one record: those before it are forgotten."""
    monkeypatch.setattr(limits, "TREE", 99)
    with pytest.raises(ImportRefused, match=f"a.xml: {len(LIST)} bytes; no record is that large"):
        read_xml(wrapped("a.xml", LIST.encode()), "list")
    monkeypatch.setattr(limits, "ELEMENTS", 3)
    assert len(streamed(LIST, "entries")) == 3
    with pytest.raises(ImportRefused, match=r"a\.xml: more than 3 elements in one record of 'list'"):
        streamed(LIST)


def test_xml_cut_anywhere_is_refused() -> None:
    for end in range(len(LIST)):
        with pytest.raises(ImportRefused, match="not well-formed XML"):
            streamed(LIST[:end])


# JSON, YAML, spreadsheets


def test_json() -> None:
    assert read_json(wrapped("a.json", b'{"a": [1]}')) == {"a": [1]}
    lines = wrapped("a.jsonl", b'{"a": 1}\n{"a": 2}\n')
    assert read_json_lines(lines) == [("a.jsonl:1", {"a": 1}), ("a.jsonl:2", {"a": 2})]
    for data, message in (
        (b"[1]", "a JSON list; expected an object"),
        (b'{"a": ', "not JSON"),
        (b"[" * 99_999, "not JSON"),
    ):
        with pytest.raises(ImportRefused, match=f"a.json: .*{message}"):
            read_json(wrapped("a.json", data))
    with pytest.raises(ImportRefused, match=r"a\.jsonl:2: not JSON"):
        read_json_lines(wrapped("a.jsonl", b'{"a": 1}\n{"a": '))


def test_yaml() -> None:
    assert read_yaml("name: Кадыров\nof: [1, 2]\n".encode(), "a") == {"name": "Кадыров", "of": [1, 2]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: !!python/object/apply:os.getcwd []", "not a plain YAML record"),
        (b"a: [1, 2", "not a plain YAML record"),
        (b"a: \xff", "not a plain YAML record"),
        (b"a: &x [ha]\nb: [*x, *x]", "has YAML aliases"),
        (b"[" * 5_000, "not a plain YAML record"),
        (b"- a", "a YAML list; expected a record of named fields"),
        (b"1: a", "expected a record of named fields"),
        (b"a: " + b"x" * limits.YAML, "no record is that large"),
    ],
)
def test_yaml_of_another_kind_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ImportRefused, match=f"a.yaml: .*{message}"):
        read_yaml(data, "a.yaml")


@pytest.mark.parametrize(
    "path", ["uk/2022-05-04/ConList.xlsx", "au/2026-08-02/Australian_Sanctions_Consolidated_List.xlsx"]
)
def test_spreadsheets(sources: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = opened(sources / path)
    rows = read_sheets(file)[0]
    assert len(rows) > 3000
    assert len({len(row) for row in rows}) == 1
    for data in (file.data[: len(file.data) // 2], b"PK no zip", b"ent_num,name"):
        with pytest.raises(ImportRefused, match=r"xlsx: (cannot be unpacked|not a spreadsheet)"):
            read_sheets(wrapped("a.xlsx", data))
    monkeypatch.setattr(limits, "FREE", 0)
    monkeypatch.setattr(limits, "DEFLATE", 2)  # both unpack to more than seven times their size
    with pytest.raises(ImportRefused, match=r"xlsx: member \d+ 'xl/worksheets/sheet\d.xml' of"):
        read_sheets(file)
