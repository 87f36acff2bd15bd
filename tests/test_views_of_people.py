"""Views of persons and of what happened, on made rows: what a cell says in the cases that decide it."""

from made_rows import Tables, cells, rows, view

from magnitsky_data.contract.cells import Row

PROGRAMS = rows(
    "program_id list_id jurisdiction_code name authority",
    ("us-glomag", "us_ofac", "US", "Global Magnitsky", "OFAC"),
    ("us-magnit", "us_ofac", "US", "Magnitsky", "OFAC"),
    ("gb-ghr", "gb_fcdo", "GB", "Human Rights", "FCDO"),
    ("ca-jvcfoa", "ca_sema", "CA", "Corrupt Officials", "Global Affairs"),
)
LISTED = "designation_id program_id entry_id entity_id entity_type status listed_date listed_by_date listed_source_id"


def listings(*designations: tuple[str, ...], **tables: list[Row]) -> list[Row]:
    """Rows of listings of made designations; entities and entries are those that they name."""
    found = rows(LISTED, *designations)
    entities = rows("entity_id name", *{(row["entity_id"], f"Name of {row['entity_id']}") for row in found})
    whole: Tables = {"programs": PROGRAMS, "designations": found, "entities": entities, **tables}
    return view("listings", whole)


def test_on_which_other_lists_somebody_stands_today() -> None:
    found = listings(
        ("1", "us-glomag", "e1", "x", "person", "listed", "2018-01-01", "", "a"),
        ("2", "us-magnit", "e1", "x", "person", "listed", "2017-12-20", "", "a"),  # of the same list
        ("3", "gb-ghr", "e2", "x", "person", "listed", "", "2020-07-06", "b"),
        ("4", "ca-jvcfoa", "e3", "x", "person", "delisted", "2017-11-03", "", "a"),
        ("5", "ca-jvcfoa", "e4", "y", "person", "listed", "", "", "a"),
        ("6", "us-glomag", "e5", "y", "person", "listed", "2019-01-01", "", "a"),
        ("7", "gb-ghr", "e6", "z", "person", "delisted", "2020-07-06", "", "a"),
    )
    assert cells(found, "designation_id is_listed list_count also_listed_by source_title") == [
        ("1", "true", "2", "GB 2020-07-06", "A title"),
        ("2", "true", "2", "GB 2020-07-06", "A title"),
        ("3", "true", "2", "US 2017-12-20", "B publisher"),
        ("4", "false", "2", "US 2017-12-20; GB 2020-07-06", "A title"),
        ("5", "true", "2", "US 2019-01-01", "A title"),
        ("6", "true", "2", "CA", "A title"),
        ("7", "false", "0", "", "A title"),
    ]


def test_countries_stand_with_what_tells_of_them() -> None:
    """Nationalities alone are nationalities; what is told more strongly comes first."""
    countries = rows(
        "entity_id country_code basis",
        ("x", "CA", "birth_place"),
        ("x", "GB", "address"),
        ("x", "GB", "citizenship"),
        ("x", "RU", "nationality"),
        ("x", "RU", "birth_place"),
    )
    (found,) = listings(
        ("1", "gb-ghr", "e", "x", "person", "listed", "2020-01-01", "", "a"), entity_countries=countries
    )
    assert cells([found], "nationality nationality_codes countries country_codes country_basis") == [
        ("Russia; United Kingdom", "RU; GB", "Russia; United Kingdom; Canada", "RU; GB; CA",
         "RU nationality, birth place; GB citizenship, address; CA birth place"),
    ]  # fmt: skip


def named(*names: tuple[str, ...], country: str = "RU") -> Row:
    (found,) = listings(
        ("1", "gb-ghr", "e", "x", "person", "listed", "2020-01-01", "", "a"),
        entity_names=rows(
            "entity_id name name_type script_code language_code repaired_name", *(("x", *n) for n in names)
        ),
        entity_countries=rows("entity_id country_code basis", ("x", country, "nationality")),
    )
    return found


PRIMARY = ("Pavel KARPOV", "primary", "Latn", "", "")


def test_aliases_are_other_names() -> None:
    """Not the same words in another order, nor the name in its own script, nor signs without letters."""
    found = named(
        PRIMARY,
        ("KARPOV, Pavel", "alias", "Latn", "", ""),
        ("The Weak", "weak", "Latn", "", ""),
        ("Zulu", "alias", "Latn", "", ""),
        ("Alpha", "alias", "Latn", "", ""),
        ("alpha", "former", "Latn", "", ""),
        ("Павел КAРПОВ", "native", "Cyrl", "ru", "Павел КАРПОВ"),
        ("Павло КАРПОВ", "alias", "Cyrl", "uk", ""),
        ("1234", "alias", "Zyyy", "", ""),
        ("No Script", "alias", "", "", ""),
    )
    assert found["aliases"] == "Zulu; Alpha; Павло КАРПОВ and 2 more"
    assert found["name_original_script"] == "Павел КАРПОВ"
    assert "aliases" not in named(PRIMARY)
    assert named(PRIMARY, *((n, "alias", "Latn", "", "") for n in "CBA"))["aliases"] == "C; B; A"


def test_a_bulgarian_spelling_is_the_name_of_bulgarians() -> None:
    """The list of the EU spells every name in Bulgarian and Greek too."""
    spelled = (PRIMARY, ("Павел КАРПОВ", "alias", "Cyrl", "bg", ""), ("Πάβελ ΚΑΡΠΟΦ", "alias", "Grek", "el", ""))
    assert "name_original_script" not in named(*spelled)
    assert named(*spelled, country="BG")["name_original_script"] == "Павел КАРПОВ"
    told = named(*spelled, ("ПАВЕЛ", "alias", "Cyrl", "", ""), ("КАРПОВ", "native", "Cyrl", "ru", ""))
    assert told["name_original_script"] == "КАРПОВ"


def test_what_a_listing_takes_from_entry_entity_and_event() -> None:
    designations = rows(
        "designation_id program_id entry_id entity_id entity_type status listed_date delisted_date listed_source_id",
        ("1", "us-glomag", "e1", "x", "vessel", "delisted", "2018-01-01", "2019-01-01", "a"),
        ("2", "us-glomag", "e1", "x", "vessel", "delisted", "2020-01-01", "2021-01-01", "a"),
        ("3", "gb-ghr", "", "y", "vessel", "delisted", "2020-01-01", "", "a"),
        ("4", "us-glomag", "e1", "x", "vessel", "listed", "2022-01-01", "", "a"),
        ("5", "us-magnit", "e2", "z", "person", "listed", "2022-01-01", "", "a"),
    )
    events = rows(
        "designation_event_id program_id entry_id entity_id action event_date reason detail",
        ("1", "us-glomag", "e1", "", "remove", "2019-01-01", "delisted", "Changed conduct"),
        ("2", "us-glomag", "e1", "", "merged", "2021-01-01", "merged", "Duplicate of 7"),
        ("3", "gb-ghr", "", "y", "remove", "", "deceased", ""),
        ("4", "us-magnit", "e1", "", "remove", "2021-01-01", "delisted", "Of another programme"),
        ("5", "us-glomag", "e1", "", "renamed", "2019-01-01", "delisted", "No closing"),
    )
    tables = {
        "programs": PROGRAMS,
        "designations": designations,
        "designation_events": events,
        "entities": rows("entity_id name birth_date", ("x", "X", ""), ("y", "Y", ""), ("z", "Z", "1970")),
        "list_entries": rows("entry_id birth_date", ("e1", "1960-01-01"), ("e2", "1971")),
    }
    columns = "designation_id is_identified_property birth_date delisted_why"
    assert cells(view("listings", tables), columns) == [
        ("1", "true", "1960-01-01", "Changed conduct"),
        ("2", "true", "1960-01-01", "Second entry for the same person (duplicate of 7)"),
        ("3", "false", "", "Died"),
        ("4", "true", "1960-01-01", ""),
        ("5", "false", "1970", ""),
    ]


def test_the_record_of_a_member() -> None:
    tables = {
        "legislators": rows("legislator_id name entity_id", ("m", "M", "x"), ("n", "N", "y")),
        "sponsorships": rows(
            "sponsorship_id bill_id legislator_id role withdrawn_date",
            ("1", "b1", "m", "sponsor", ""),
            ("2", "b1", "m", "amendment_author", ""),
            ("3", "b2", "m", "cosponsor", ""),
            ("4", "b3", "m", "cosponsor", "2012-01-01"),
        ),
        "votes": rows("vote_id relevance", *((f"v{n}", "core") for n in range(4)), ("v4", "procedural")),
        "vote_positions": rows(
            "vote_id legislator_id position",
            ("v0", "m", "yea"), ("v1", "m", "nay"), ("v2", "m", "not_voting"), ("v3", "m", "present"), ("v4", "m", "yea"),
        ),
        "retaliatory_measures": rows(
            "measure_id imposing_jurisdiction_code announced_date",
            ("r1", "RU", "2022-03-15"), ("r2", "RU", "2012"), ("c", "CN", "2020-08-10"), ("b", "BY", "2020-01-01"),
        ),
        "retaliation_targets": rows(
            "measure_id entity_id placement",
            ("r1", "x", "named_in_round"), ("r2", "x", "standing_list"), ("c", "x", "named_in_round"), ("b", "y", "standing_list"),
        ),
        "legislator_terms": rows(
            "legislator_id chamber_id party_code state_code first_date last_date",
            ("m", "us-house", "R", "CA", "2001-01-01", "2010-01-01"),
            ("m", "us-senate", "I", "NY", "2012-01-01", "2013-01-01"),
            ("m", "us-senate", "D", "NJ", "2011-01-01", "2013-01-01"),
        ),
    }  # fmt: skip
    columns = "party_code state_code bills_sponsored bills_cosponsored core_yeas core_nays core_not_voting barred_by first_barred_date on_russian_list"
    assert cells(view("member_records", tables), columns) == [
        ("I", "NY", "1", "1", "1", "1", "1", "CN; RU", "2020-08-10", "true"),
        ("", "", "0", "0", "0", "0", "0", "BY", "", "false"),
    ]


def test_a_roll_call_names_its_act() -> None:
    bills = rows(
        "bill_id short_title official_title",
        ("p", "Short", "Official"),
        ("s", "Short", "Official"),
        ("o", "", "Official"),
    )
    tables = {
        "bills": bills,
        "bill_titles": rows("bill_id title title_type", ("p", "B Act", "popular"), ("p", "A Act", "popular"), ("s", "No", "short")),
        "chambers": rows("chamber_id jurisdiction_code name", ("us-house", "US", "House")),
        "votes": rows("vote_id bill_id chamber_id source_id", *((b, b, "us-house", "a") for b in "pso")),
        "vote_positions": rows("vote_id legislator_id position", *((b, "m", "yea") for b in "pso")),
        "legislators": rows("legislator_id name", ("m", "M")),
    }  # fmt: skip
    assert cells(view("roll_calls", tables), "vote_id act") == [("o", "Official"), ("p", "A Act"), ("s", "Short")]
