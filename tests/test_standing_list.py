"""Who of the Russian standing list is in the dataset: the rule on made entries, and on the real list."""

import pytest
from small_project import ROOT

import magnitsky_data as md
from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.curation.derive.posts import states_of
from magnitsky_data.curation.derive.standing_list import Entry, Match, Member, Target, matches

HOUSE, SENATE = "us-house", "us-senate"

# The rule


def member(bioguide: str, name: str, *seats: tuple[str, str]) -> Member:
    return Member(f"us-bioguide-{bioguide}", f"us-bioguide-{bioguide}", (name,), frozenset(seats))


ABRAHAM = Entry("1", "Ральф АБРАХАМ", "Ralph Lee Abraham Jr.", "бывший член Палаты представителей Конгресса США от Республиканской партии (шт. Луизиана)")  # fmt: skip
BOENTE = Entry("2", "Дана БЕНТИ", "Dana James Boente", "главный юридический советник ФБР (2018-2020 гг.)")
ENTRIES = [
    ABRAHAM,
    BOENTE,
    Entry("3", "Майкл ГАРСИЯ", "Michael Joseph Garcia", "член Палаты представителей от Республиканской партии (шт. Калифорния)"),
    Entry("4", "Майкл ГАРСИЯ", "Michael John Garcia", "бывший федеральный прокурор"),
    Entry("5", "Дастин ДЖОНСОН", "Dustin M. Johnson", "член Палаты представителей от Республиканской партии (шт. Южная Дакота)"),
    Entry("6", "Митч МАККОННЕЛЛ", "Addison Mitchell McConnell III", "член Сената от Республиканской партии (шт. Кентукки)"),
    Entry("7", "Хеди МЕНЕНДЕС", "Robert Menendez", "супруга сенатора-демократа от штата Нью-Джерси"),
    Entry("8", "Роберт МЕНЕНДЕС", "Robert Menendez", "сенатор-демократ от штата Нью-Джерси"),
]  # fmt: skip
RALPH = member("A000374", "Ralph Lee Abraham", (HOUSE, "LA"))
MEMBERS = [
    RALPH,
    member("G000061", "Mike Garcia", (HOUSE, "CA")),
    member("J000177", "Tim Johnson", (SENATE, "SD")),
    member("J000301", "Dusty Johnson", (HOUSE, "SD")),
    member("M000355", "Mitch McConnell", (SENATE, "KY")),
    member("M000639", "Robert Menendez", (SENATE, "NJ")),
    member("M001226", "Robert Menendez", (HOUSE, "NJ")),
]


def names(found: list[Match]) -> dict[str, str]:
    return {m.entity_id.removeprefix("us-bioguide-"): m.entry.listed_name for m in found}


def test_members_of_congress() -> None:
    assert names(matches(ENTRIES, MEMBERS, [])) == {
        "A000374": "Ralph Lee Abraham Jr.",
        "G000061": "Michael Joseph Garcia",  # the prosecutor of the same name has no seat
        "J000301": "Dustin M. Johnson",  # not Tim Johnson of the same state
        "M000355": "Addison Mitchell McConnell III",
        "M000639": "Robert Menendez",  # the senator: neither his wife nor his son in the House
    }


def test_a_match_says_what_it_rests_on() -> None:
    found = {m.row_id: m for m in matches(ENTRIES, MEMBERS, [])}
    abraham, johnson = found["us-bioguide-A000374"], found["us-bioguide-J000301"]
    assert (abraham.table, abraham.entry.number, abraham.confidence) == ("legislators", "1", "high")
    assert "'Ralph Lee Abraham Jr.' contains 'Ralph Lee Abraham'" in abraham.evidence
    assert "a seat in Congress for LA" in abraham.evidence
    (cardin,) = matches([ABRAHAM._replace(listed_name="Benjamin Louis Cardin")], [member("C000141", "Benjamin L. Cardin", (HOUSE, "LA"))], [])  # fmt: skip
    assert (cardin.confidence, "contains 'Benjamin L. Cardin'" in cardin.evidence) == ("high", True)  # by the initial
    assert johnson.confidence == "medium"
    assert "agrees in family name and short form with 'Dusty Johnson'" in johnson.evidence


@pytest.mark.parametrize(
    "stranger",
    [
        member("A000001", "Ralph Abraham", (HOUSE, "TX")),  # another state
        member("A000002", "Spencer Abraham", (HOUSE, "LA")),  # another given name
        member("A000003", "Ralph Abrahams", (HOUSE, "LA")),  # another family name
        member("A000004", "Abraham Ralph", (HOUSE, "LA")),  # the family name is the entry's given name
        member("J000302", "Tim M. Johnson", (HOUSE, "SD")),  # an initial in common is no given name in common
        member(
            "J000303", "John Johnson", (HOUSE, "SD")
        ),  # no more is the family name, which begins like his given name
    ],
)
def test_no_match(stranger: Member) -> None:
    assert matches(ENTRIES, [stranger], []) == []


def test_a_given_name_is_not_found_in_a_family_name() -> None:
    assert matches([ENTRIES[4]._replace(listed_name="John Johnson")], [member("J000301", "Dusty Johnson", (HOUSE, "SD"))], []) == []  # fmt: skip


def test_two_members_who_fit_are_left_to_the_curator() -> None:
    assert matches(ENTRIES, [RALPH, member("A000005", "Ralph Abraham", (HOUSE, "LA"))], []) == []


@pytest.mark.parametrize(
    ("post", "chosen"),
    [
        (ABRAHAM.post, "A000374"),
        ("конгрессмен-республиканец от штата Луизиана", "A000374"),
        ("спикер Палаты представителей (шт. Луизиана)", "A000374"),
        ("член Сената от Республиканской партии (шт. Луизиана)", "A000005"),
        ("сенатор-республиканец от штата Луизиана", "A000005"),
    ],
)
def test_the_chamber_decides_between_two_members_who_fit(post: str, chosen: str) -> None:
    senator = member("A000005", "Ralph Abraham", (SENATE, "LA"))
    assert names(matches([ABRAHAM._replace(post=post)], [RALPH, senator], [])) == {chosen: "Ralph Lee Abraham Jr."}


def test_a_member_whose_chamber_the_list_mistakes_still_matches() -> None:
    assert names(matches(ENTRIES, [member("A000374", "Ralph Abraham", (SENATE, "LA"))], [])) == {
        "A000374": "Ralph Lee Abraham Jr."
    }


def test_two_entries_that_fit_are_left_to_the_curator() -> None:
    assert matches([ABRAHAM, ABRAHAM._replace(number="9", listed_name="Ralph Abraham")], [RALPH], []) == []


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("бывший сенатор от штата Луизиана", 1),
        ("посол, сенатор от штата Луизиана", 1),
        ("президент фонда, экс-конгрессмен от штата Луизиана", 1),
        ("супруга Р.Абрахама, сенатора от штата Луизиана", 0),
        ("помощник сенатора от штата Луизиана", 0),
    ],
)
def test_a_former_seat_counts_and_that_of_another_person_does_not(post: str, found: int) -> None:
    assert len(matches([ABRAHAM._replace(post=post)], [RALPH], [])) == found


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("Robert Patrick Casey", "Bob Casey, Jr."),
        ("Dick Durbin", "Richard J. Durbin"),
        ("Deborah Ross", "Deborah K. Ross (politician)"),
        ("Rohit Khanna", "Ro Khanna"),
        ("Christopher A. Coons", "Chris Coons"),
        ("Ruben Marinelarena Gallego", "Rubén Gallego"),
        ("Tom O'Halleran", "Tom O’Halleran"),
    ],
)
def test_given_names_in_their_forms(listed: str, name: str) -> None:
    entry = ABRAHAM._replace(listed_name=listed)
    assert len(matches([entry], [RALPH, member("X000001", name, (HOUSE, "LA"))], [])) == 1


@pytest.mark.parametrize(
    ("post", "states"),
    [
        ("член Палаты представителей от Республиканской партии (шт. Западная Вирджиния)", {"WV"}),
        ("конгрессмен-демократ от штата Виргиния", {"VA"}),
        ("член Палаты представителей (шт. Илллинойс)", {"IL"}),  # so on the page, once
        ("сенатор от штата Нью-Мехико", {"NM"}),
        ("член Палаты представителей от Республиканской партии (Американское Самоа)", {"AS"}),
        ("сенатор от Техаса", {"TX"}),
        ("посол в Мексике", set()),
    ],
)
def test_states_of_a_post(post: str, states: set[str]) -> None:
    assert states_of(post) == states


DANA = Target("md-p-01999", "Dana Boente")


def test_targets_of_measures() -> None:
    (found,) = matches(ENTRIES, MEMBERS[1:], [DANA])[-1:]
    assert (found.entity_id, found.table, found.row_id, found.entry) == ("md-p-01999", "entities", "md-p-01999", BOENTE)
    assert found.confidence == "medium"
    assert len(matches([BOENTE._replace(listed_name="Dana James Boente III")], [], [DANA])) == 1
    for name in ("Donald Boente", "Dana Bond", "Boente"):
        assert matches(ENTRIES, [], [Target("md-p-01999", name)]) == []
    assert matches(ENTRIES, [], [Target("md-p-01998", "Michael J. Garcia")]) == []  # two entries have the name
    assert matches(ENTRIES, [], [DANA, Target("md-p-01997", "Dana Boente")]) == []  # two targets have it
    assert matches(ENTRIES[6:7], [], [Target("md-p-01996", "Robert Menendez")]) == []  # an official's wife


def test_a_target_who_is_a_member_is_matched_as_a_member_alone() -> None:
    """By the name alone the prosecutor's namesake would be taken for the member."""
    prosecutor = ENTRIES[3]
    assert matches([prosecutor], [MEMBERS[1]], [Target("us-bioguide-G000061", "Michael Garcia")]) == []


# The real list


@pytest.fixture(scope="module")
def real() -> dict[str, Match]:
    """Matches of the real list with the members of the release, whose terms tell their seats."""
    rows = parse_csv((ROOT / "raw" / "imported" / "ru_mfa" / "standing_list_entries.csv").read_bytes())[1]
    entries = [Entry(r["entry_number"], r["native_name"], r["listed_name"], r["post"]) for r in rows]
    terms = md.load("legislator_terms").groupby("legislator_id")
    seats = {str(key): frozenset(zip(t["chamber_id"], t["state_code"], strict=True)) for key, t in terms}
    people = md.load("legislators").query("jurisdiction_code == 'US'").fillna({"wikipedia_title": ""})
    columns = (people[c].astype(str) for c in ("legislator_id", "entity_id", "name", "wikipedia_title"))
    members = [
        Member(key, entity, (name, *filter(None, [page])), seats.get(key, frozenset()))
        for key, entity, name, page in zip(*columns, strict=True)
    ]
    return {m.entity_id: m for m in matches(entries, members, [])}


def test_real_list(real: dict[str, Match]) -> None:
    """Read in the page itself."""
    listed = {key.removeprefix("us-bioguide-"): match.entry for key, match in real.items()}
    assert (listed["C000141"].native_name, listed["C000141"].listed_name) == ("Бенджамин КАРДИН", "Benjamin Louis Cardin")  # fmt: skip
    assert listed["M000303"].listed_name == "John Sidney McCain III"
    assert listed["S001184"].listed_name == "Timothy Eugene Scott"
    assert listed["S001217"].listed_name == "Richard Lynn Scott"
    # James Moran of the round of July 2014 is not on the list, Jerry Moran is.
    assert "M000933" not in listed
    assert listed["M000934"].listed_name == "Gerald Wesley Moran"
    # Carl Levin, one of four who voted against the Act of 2012, is not on it.
    assert "L000261" not in listed
    # Namesakes of members: a representative from 2023, an ambassador.
    assert "C001093" not in listed
    assert "S001155" not in listed


def test_every_state_has_a_member_on_the_list(real: dict[str, Match]) -> None:
    """Nearly all members of 2022 are on it, so a state without a match is one that the rule does not know."""
    terms = md.load("legislator_terms").query("chamber_id in ('us-house', 'us-senate')")
    states = terms[terms["legislator_id"].isin(list(real))]["state_code"]
    # The one delegate of Guam in the dataset is James Moylan, in office from 2023, whom the page does not have.
    assert set(terms["state_code"]) - set(states) == {"GU"}


def test_all_of_the_dated_rounds_are_on_the_list() -> None:
    """Control: the list holds all 18 of 2013-04-13, all 12 of 2014-07-18 and all 5 of 2016-02-02, but not James Moran."""
    targets = {key: set(rows["entity_id"]) for key, rows in md.load("retaliation_targets").groupby("measure_id")}
    listed = targets["ru-2025-10-17-standing-list"]
    for measure, number in (("ru-2013-04-13-us", 18), ("ru-2014-07-18-us-a", 12), ("ru-2016-02-02-us", 5)):
        assert len(targets[measure]) == number
        assert targets[measure] <= listed, targets[measure] - listed
    assert not targets["ru-2014-07-18-us-b"] & listed
