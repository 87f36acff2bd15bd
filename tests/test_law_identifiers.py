"""Identifiers of laws: those that a citation opens are the ones under which the law's official page was read."""

import pytest
from small_project import ROOT

from magnitsky_data.contract.canonical import parse_csv


def rows(table: str) -> list[dict[str, str]]:
    return parse_csv((ROOT / f"build/csv/{table}.csv").read_bytes())[1]


URLS = {row["source_id"]: row["url"] for row in rows("sources")}
READ = {row["law_id"]: URLS[row["source_id"]] for row in rows("laws")}


# Laws whose source is their own page on the official site, by the number in its address.
@pytest.mark.parametrize(
    ("law", "scheme", "value"),
    [
        ("au-2024-19", "au_frl", "C2024A00019"),
        ("au-f2021l01855", "au_frl", "F2021L01855"),
        ("ca-irpa-s-8", "ca_justice", "AnnualStatutes/2023_19"),
        ("ca-sc-2022-c-10-div31", "ca_justice", "AnnualStatutes/2022_10"),
        ("eu-2024-1025", "eli", "dec/2024/1025"),
        ("gb-cfa-2017-s13", "uk_legislation", "ukpga/2017/22/section/13"),
        ("gb-si-2021-525", "uk_legislation", "uksi/2021/525"),
        ("us-pl-116-145", "us_plaw", "PLAW-116publ145"),
    ],
)
def test_an_identifier_is_that_of_the_page_that_was_read(law: str, scheme: str, value: str) -> None:
    assert value in READ[law]
    assert value in [row["value"] for row in rows("law_identifiers") if (row["law_id"], row["scheme"]) == (law, scheme)]


@pytest.mark.parametrize(
    ("law", "scheme", "value"),
    [
        ("eu-2020-1998", "celex", "32020R1998"),
        ("eu-2020-1999", "celex", "32020D1999"),
        ("eu-2021-372", "celex", "32021D0372"),  # four digits at least
        ("eu-ep-p9-ta-2021-0349", "celex", "52021IP0349"),
        ("ca-jvcfoa", "ca_justice", "acts/J-2.3"),
        ("us-eo-13818", "us_fr", "2017-27925"),  # 82 FR 60839
        ("us-memo-2013-04-05", "us_fr", "78 FR 22763"),
        ("us-pl-112-208-title-iv", "us_usc", "22 U.S.C. 5811"),
    ],
)
def test_an_identifier_has_the_form_of_its_scheme(law: str, scheme: str, value: str) -> None:
    assert [row["value"] for row in rows("law_identifiers") if (row["law_id"], row["scheme"]) == (law, scheme)][
        -1:
    ] == [value]


def test_every_law_with_a_number_of_an_official_series_has_its_identifier() -> None:
    """Of the EU, the United Kingdom, Australia, Canada and the United States; the others have no such page here."""
    marks = (
        "Council Decision (CFSP)",
        "Council Regulation (EU)",
        "_TA(",
        "SI 20",
        " c. ",
        "F20",
        "No. ",
        "S.C.",
        "SOR/",
        "Pub. L.",
        " FR ",
    )
    numbered = {
        row["law_id"]
        for row in rows("laws")
        if row["jurisdiction_code"] in {"EU", "GB", "IM", "AU", "CA", "US"}
        and any(mark in f"{row['title']} {row['citation']}" for mark in marks)
    }
    assert len(numbered) > 40
    assert numbered - {row["law_id"] for row in rows("law_identifiers")} == set()
