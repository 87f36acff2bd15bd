"""SDN.CSV, ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV: small lists, and the same with named damage."""

from collections.abc import Callable
from pathlib import Path

import pytest
from official_files import context, met, opened, read_all, wrapped

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers.lists import Entry, ListState, Name, Particular
from magnitsky_data.importers.us_ofac import read_states, recognises

N = "-0- "
KADYROV = (
    '23343,"KADYROV, Ramzan Akhmatovich","individual","MAGNIT] [GLOMAG] [RUSSIA-EO14024",'
    + f"{N}," * 7
    + '"DOB 05 Oct 1976; POB Tsenteroi, Republic of Chechnya, Russia; nationality Russia; Gender Male."'
)
AKHMAT = (
    '30611,"AKHMAT MMA",'
    + N
    + ',"GLOMAG",'
    + f"{N}," * 7
    + "\"a.k.a. 'FIGHT CLUB AKHMAT'; Linked To: KADYROV, Ramzan Akhmatovich.\""
)
VESSEL = (
    '33713,"FU YUAN YU 7-28","vessel","GLOMAG",'
    + f'{N},"Fishing Vessel",{N},{N},"China",{N}'
    + ',"Vessel Registration Identification IMO 9871232."'
)
VESSEL = VESSEL.replace('"GLOMAG",', f'"GLOMAG",{N},')
OTHER = '36,"MAGNITOGORSK WORKS",' + N + ',"CUBA",' + f"{N}," * 7 + N
SDN = "\r\n".join((OTHER, KADYROV, AKHMAT, VESSEL)) + "\r\n\x1a"
ALT = '23343,1,"aka","KADYROV, Ramzan",-0- \r\n30611,2,"fka","AKHMAT FIGHT",-0- \r\n30611,3,"nka","ABSOLUTE CHAMPIONSHIP AKHMAT",-0- \r\n\x1a'
ADD = (
    '36,1,-0- ,"Havana","Cuba",-0- \r\n23343,2,-0- ,-0- ,-0- ,-0- \r\n'
    '30611,3,"15 A. Street","Grozny 364000","Russia",-0- \r\n30611,4,-0- ,"Moscow","Russia",-0- \r\n33713,5,-0- ,-0- ,-0- ,-0- \r\n\x1a'
)
SCOPE = {"us-ofac-23343": ("us-glomag", "us-magnit"), "us-ofac-30611": ("us-glomag",), "us-ofac-1": ("us-glomag",)}


def state(day: str = "2024-05-03", **files: str) -> ListState:
    found = [wrapped(f"{name}.csv", text.encode(), day) for name, text in files.items()]
    (only,) = read_all(read_states, found, context(SCOPE))
    return only


def by_number(found: ListState) -> dict[str, Entry]:
    return {entry.official_id: entry for entry in found.entries}


def test_names_of_files_that_are_read() -> None:
    for name in (
        "sdn.csv",
        "SDN.CSV",
        "SDN_COMMENTS.CSV",
        "Add.csv",
        "SDN.2024-06.header-added.csv",
        "SDN_ENHANCED.ZIP",
    ):
        assert recognises(name)
    for name in (
        "sdn.txt",
        "consolidated.csv",
        "sdn_csv_2021-08-18_to_2024-05-03_manifest.csv",
        "files.csv",
        "README.md",
    ):
        assert not recognises(name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("SDN_ADVANCED.XML", "an edition that is not read"),
        ("SDN_ADVANCED.2024-03-06.xml", "an edition that is not read"),
        ("CONS_ADVANCED.ZIP", "an edition that is not read"),
        ("CONS_PRIM.CSV", "another list"),
        ("OFAC.csv", "no name of a file of the list"),
    ],
)
def test_a_file_that_is_not_read_is_refused_with_those_that_are(name: str, reason: str) -> None:
    assert recognises(name) == (name != "OFAC.csv")
    with pytest.raises(ImportRefused, match=f"{name}: .*{reason}.*; expected SDN.CSV with ALT.CSV.*SDN.XML.*ENHANCED"):
        read_all(read_states, [wrapped(name, b"x", "2024-05-03")], context())


def test_a_state_of_the_list() -> None:
    found = state(sdn=SDN, alt=ALT, add=ADD)
    assert (found.list_id, found.publication, found.coverage, found.entry_count) == (
        "us_ofac",
        "SDN.CSV",
        "complete",
        4,
    )
    assert (found.list_date, found.list_date_basis, len(found.sources)) == ("2024-05-03", "download", 3)
    kadyrov, akhmat, vessel = found.entries
    assert (kadyrov.entry_id, kadyrov.entity_type, kadyrov.listed_name) == (
        "us-ofac-23343",
        "person",
        "KADYROV, Ramzan Akhmatovich",
    )
    assert kadyrov.programs == ("us-glomag", "us-magnit")
    assert kadyrov.parts["aliases"] == (Name("KADYROV, Ramzan", "alias"),)
    assert kadyrov.parts["addresses"] == ()
    assert akhmat.entity_type == "organization"
    assert akhmat.parts["aliases"] == (Name("AKHMAT FIGHT", "former"), Name("ABSOLUTE CHAMPIONSHIP AKHMAT", "alias"))
    assert akhmat.parts["weak_aliases"] == (Name("FIGHT CLUB AKHMAT", "alias", is_weak=True),)
    assert akhmat.parts["addresses"] == (
        Particular("address", "15 A. Street, Grozny 364000, Russia", country_code="RU"),
        Particular("address", "Moscow, Russia", country_code="RU"),
    )
    assert akhmat.parts["remarks"] == (
        Particular("linked_to", "KADYROV, Ramzan Akhmatovich", related_entry_id="us-ofac-23343"),
    )
    assert vessel.parts["remarks"] == (
        Particular("imo_number", "9871232"),
        Particular("vessel_type", "Fishing Vessel"),
        Particular("vessel_flag", "China", country_code="CN"),
    )
    sdn_source = next(row for row in found.sources if row["file_name"] == "sdn.csv")
    assert {entry.source_id for entry in found.entries} == {sdn_source["source_id"]}
    assert sdn_source["source_type"] == "official_list"


def test_a_link_to_a_name_that_two_entries_bear_tells_of_neither() -> None:
    # 23343 and 36459 both bore it from 2022-09-15 to 2022-11-09.
    twin = KADYROV.replace("23343,", "36459,").replace("MAGNIT] [GLOMAG] [RUSSIA-EO14024", "GLOMAG")
    _, akhmat, *_ = state(sdn="\r\n".join((KADYROV, AKHMAT, twin))).entries
    assert akhmat.parts["remarks"] == (Particular("linked_to", "KADYROV, Ramzan Akhmatovich"),)


def test_parts_whose_file_is_missing_are_missing() -> None:
    for entry in state(sdn=SDN).entries:
        assert set(entry.parts) == {"names", "weak_aliases", "title", "remarks"}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\r\n", "\n"),
        lambda text: text.removesuffix("\r\n\x1a"),
        lambda text: text.replace("-0- ", "-0-"),
        lambda text: (
            "ent_num,SDN_name,SDN_type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,Vess_owner,Remarks\r\n"
            + text
        ),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\x1a", "\x1a,,,,,,,,,,,\r\n"),
        lambda text: text.replace("\r\n\x1a", "\n\n\x1a"),
    ],
    ids=["LF", "no 0x1A", "null without blank", "header added", "byte order mark", "0x1A in a row", "blank line"],
)
def test_copies_that_differ_in_dress_say_the_same(change: Callable[[str], str]) -> None:
    assert state(sdn=change(SDN)).entries[0].parts == state(sdn=SDN).entries[0].parts
    assert state(sdn=change(SDN)).entry_count == 4


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda t: t.replace('"FU YUAN YU 7-28"', '"28-Jul"'), "28-Jul.*spreadsheet"),
        (lambda t: t.replace('"MAGNITOGORSK WORKS"', "Jul-28"), "Jul-28.*spreadsheet"),
        (lambda t: t.replace("30611,", "2677,"), "ent_num 2677 after 23343.*overwritten"),
        (lambda t: t.replace("30611,", "23343,"), "ent_num 23343 after 23343"),
        (lambda t: t.replace("30611,", "3.06E+04,"), "ent_num '3.06E\\+04'; expected a number"),
        (lambda t: t.replace('"CUBA",', '"CUBA",,'), "'36' has 13 columns; expected 12"),
        (lambda t: t.replace(f'"GLOMAG",{N},{N}', f'"GLOMAG",{N}'), "has 11 columns; expected 12"),
        (lambda t: t[: t.index("9871232")], "unexpected end of data.*cut short"),
        (lambda t: t[: t.index('"vessel"') + 20], "columns|unexpected end"),
        (lambda t: t.replace("Gender Male", "Gender M\u00e4le"), "expected ASCII"),
        (lambda t: t.replace("nationality Russia", "shoe size 44"), "entry 23343: Remarks: 'shoe size 44'"),
        (lambda t: t.replace('Akhmatovich."', 'Akhmatovich"'), "entry 30611: Remarks: .*without a full stop"),
        (lambda t: t.replace('"individual"', '"person"'), "entry 23343: entity_type 'person'"),
        (lambda t: t.replace('"GLOMAG"', '"GLOMAG-2"'), "programme 'GLOMAG-2'"),
        (lambda t: t.replace('"GLOMAG"', '"[GLOMAG]"'), r"programme '\[GLOMAG\]'"),
        (lambda t: t.replace('"China"', '"Cathay"'), "country 'Cathay'"),
        (lambda t: t.replace("23343,", "23343,\x1a"), "0x1A before"),
        (lambda t: t.replace("KADYROV", "KADY\x1fROV"), r"control character U\+001F in '23343,"),
        (lambda t: "uid,name\r\n" + t, "'uid' has 2 columns"),
        (lambda t: "ent_num,sdn_name,colour\r\n" + t, "header ent_num, sdn_name, colour; expected"),
    ],
)
def test_damage_is_refused_with_its_place(damage: Callable[[str], str], message: str) -> None:
    with pytest.raises(ImportRefused, match=f"sdn.csv: .*{message}|sdn.csv: {message}"):
        state(sdn=damage(SDN))


def test_a_list_without_a_date_asks_for_one() -> None:
    with pytest.raises(ImportRefused, match="--date"):
        state(day="", sdn=SDN)


def test_files_of_different_lists_are_refused() -> None:
    with pytest.raises(ImportRefused, match=r"alt.csv: entries 99 stand in one file"):
        state(sdn=SDN, alt=ALT.replace("\r\n\x1a", '\r\n99,9,"aka","X",-0- \r\n'))
    with pytest.raises(ImportRefused, match=r"add.csv: entries 33713 stand in one file"):
        state(sdn=SDN, add=ADD[: ADD.index("33713")])
    with pytest.raises(ImportRefused, match=r"add.csv: entries 35 stand in one file"):
        state(sdn=SDN, add=ADD.replace("36,1,", "35,0,-0- ,-0- ,-0- ,-0- \r\n36,1,"))
    with pytest.raises(ImportRefused, match=r"is of 2024-05-04, sdn.csv of 2024-05-03"):
        list(
            read_all(
                read_states,
                [wrapped("sdn.csv", SDN.encode(), "2024-05-03"), wrapped("alt.csv", ALT.encode(), "2024-05-04")],
                context(),
            )
        )
    with pytest.raises(ImportRefused, match=r"both SDN.CSV"):
        list(
            read_all(
                read_states,
                [wrapped("sdn.csv", SDN.encode(), "2024-05-03"), wrapped("SDN.old.csv", b"", "2024-05-04")],
                context(),
            )
        )


def test_an_address_that_a_spreadsheet_changed_is_refused_for_our_entries_only() -> None:
    assert state(add=ADD.replace('"Havana"', "Jan-86")).coverage == "ids_only"  # as in the copy of 2025-11-08
    with pytest.raises(ImportRefused, match="address of 30611: 'Jan-86' is what a spreadsheet makes"):
        state(add=ADD.replace('"15 A. Street"', "Jan-86"))
    with pytest.raises(ImportRefused, match="alias of 30611: '28-Jul'"):
        state(sdn=SDN, alt=ALT.replace("AKHMAT FIGHT", "28-Jul"))


def test_remarks_go_on_in_the_comments_in_mid_word() -> None:
    head, tail = "Linked To: KADYROV, Ram", "zan Akhmatovich."
    assert SDN.count(head + tail) == 1
    found = state(sdn=SDN.replace(head + tail, head), sdn_comments=f'30611,"{tail}"\r\n\x1a')
    assert found.entries[1].parts == state(sdn=SDN).entries[1].parts
    with pytest.raises(ImportRefused, match="put it beside that file"):
        state(sdn_comments=f'30611,"{tail}"\r\n')


def test_addresses_alone_tell_every_id() -> None:
    found = state(add=ADD, alt=ALT)
    assert (found.publication, found.coverage, found.entry_count) == ("ADD.CSV", "ids_only", 4)
    assert found.present == {"us-ofac-36", "us-ofac-23343", "us-ofac-30611", "us-ofac-33713"}
    assert [(e.entry_id, e.programs, e.listed_name, set(e.parts)) for e in found.entries] == [
        ("us-ofac-23343", ("us-glomag", "us-magnit"), "", {"aliases", "addresses"}),
        ("us-ofac-30611", ("us-glomag",), "", {"aliases", "addresses"}),
    ]
    with pytest.raises(ImportRefused, match="ent_num 2677 after 23343"):
        state(add=ADD.replace("30611,", "2677,"))


def test_aliases_alone_prove_those_that_have_one() -> None:
    found = state(alt=ALT)
    assert (found.publication, found.coverage, found.present) == ("ALT.CSV", "partial", frozenset())
    assert {e.official_id: tuple(e.parts) for e in found.entries} == {"23343": ("aliases",), "30611": ("aliases",)}
    with pytest.raises(ImportRefused, match="name_type 'xka'"):
        state(alt=ALT.replace("fka", "xka"))


def test_the_consolidated_list_is_refused(sources: Path) -> None:
    file = opened(sources / "format-samples/ofac/csv/CONS_PRIM.2025-12.CSV", "2025-12-19")
    assert recognises(file.name)
    with pytest.raises(ImportRefused, match="another list"):
        read_all(read_states, [file], context())
    with pytest.raises(
        ImportRefused, match="0 entries on us-glomag; expected 600 to 2000"
    ):  # under the name of the other list
        met(read_states, [wrapped("sdn.csv", file.data, "2025-12-19")], context())
