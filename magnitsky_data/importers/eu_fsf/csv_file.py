"""The EU's list as CSV: semicolons, a byte order mark, 118 columns, one row a detail.

A row has the entity and its regulation in the first 16 columns, and one name or birth date or
citizenship or address or document in its own block. No user guide of version 1.1 is published.
"""

import csv
import io
import re

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.eu_fsf.record import IGNORED, PROGRAMS, USED, Record
from magnitsky_data.importers.lists.values import clean, day
from magnitsky_data.importers.reading import coded, known

BLOCKS = {
    "NameAlias": "names",
    "Citizenship": "citizenships",
    "BirthDate": "birthdates",
    "Address": "addresses",
    "Identification": "identifications",
}
RENAMED = {  # columns that are not called as in the XML
    "birth_date": "birthdate",
    "day": "day_of_month",
    "month": "month_of_year",
    "type_code": "identification_type_code",
    "type_description": "identification_type_description",
    "issued_date": "issue_date",
}
FLAGS = {"YES": "true", "NO": "false"}
FLAGGED = {
    "circa",
    "as_at_listing_time",
    "known_expired",
    "known_false",
    "reported_lost",
    "revoked_by_issuer",
    "diplomatic",
}
ENTITY = (
    *("fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_UnitedNationId"),
    *("Entity_SubjectType", "Entity_SubjectType_ClassificationCode", "Entity_Regulation_Programme"),
)
ENTITY_IGNORED = {  # the day under any act, often the UN's; prose; the last act that touched the record
    *("Entity_DesignationDate", "Entity_DesignationDetails", "Entity_Remark", "Entity_Regulation_Type"),
    *(
        "Entity_Regulation_OrganisationType",
        "Entity_Regulation_PublicationDate",
        "Entity_Regulation_EntryIntoForceDate",
    ),
    *("Entity_Regulation_NumberTitle", "Entity_Regulation_PublicationUrl"),
}
ACT_USED = ("regulation_publication_date", "regulation_number_title")
ACT_IGNORED = {
    *("regulation_type", "regulation_organisation_type", "regulation_entry_into_force_date"),
    *("regulation_programme", "regulation_publication_url"),
    "contact_info",  # no file at hand shows in what form; the XML has the contacts
}


def read_csv(file: OfficialFile) -> tuple[str, int, list[Record]]:
    """Return the day of the file, the number of its entities, and our records."""
    where = file.name
    header, rows = _table(file)
    columns = _columns(header, where)
    days: set[str] = set()
    ids: set[str] = set()
    records: dict[str, Record] = {}
    for number, cells in rows:
        row = dict(zip(header, cells, strict=True))
        days.add(row["fileGenerationDate"])
        ids.add(row["Entity_LogicalId"])
        if row["Entity_Regulation_Programme"] in PROGRAMS:
            _add(row, columns, records, f"{where}: line {number}")
        elif not row["Entity_Regulation_Programme"]:
            raise ImportRefused(f"{where}: line {number} has no programme; expected one in every row: a damaged file")
    return _day(days, where), len(ids), list(records.values())


def _table(file: OfficialFile) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = file.data.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
        header = next(reader)
        rows = [(reader.line_num, cells) for cells in reader]
    except (UnicodeDecodeError, csv.Error, StopIteration) as error:
        raise ImportRefused(
            f"{file.name}: not a CSV file in UTF-8 ({error}); truncated or of another format: download it again"
        ) from None
    if header[:2] != ["fileGenerationDate", "Entity_LogicalId"]:
        raise ImportRefused(
            f"{file.name}: begins with {';'.join(header)[:60]!r}; expected 'fileGenerationDate;Entity_LogicalId;...': a file of another kind or of version 1.0"
        )
    for number, cells in rows:
        if len(cells) != len(header):
            raise ImportRefused(
                f"{file.name}: line {number} has {len(cells)} of {len(header)} columns; truncated: download it again"
            )
    if not rows or not text.endswith("\n"):
        raise ImportRefused(f"{file.name}: ends within a line or after the header; truncated: download it again")
    return header, rows


def _columns(header: list[str], where: str) -> dict[str, dict[str, str]]:
    """Return, by kind of detail, our field names by column; refuse unknown and missing columns."""
    columns: dict[str, dict[str, str]] = {kind: {} for kind in BLOCKS.values()}
    for column in header:
        block, _, rest = column.partition("_")
        if block not in BLOCKS:
            known([column], ENTITY, ENTITY_IGNORED, f"{where}: header")
            continue
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", rest).lower()
        name = RENAMED.get(name, name)
        kind = BLOCKS[block]
        known(
            [name],
            {*USED[kind], *ACT_USED, "logical_id"},
            IGNORED[kind] | ACT_IGNORED,
            f"{where}: column {column}",
        )
        columns[kind][column] = name
    missing = [c for c in ENTITY if c not in header]
    missing += [
        f"{kind}.{n}" for kind, by in columns.items() for n in ("logical_id", *ACT_USED) if n not in by.values()
    ]
    missing += [
        f"{kind}.{n}" for kind, by in columns.items() for n in sorted(USED[kind] - {"strong"}) if n not in by.values()
    ]
    if missing:
        raise ImportRefused(
            f"{where}: no column for {missing[0]!r}; expected the 118 columns of csvFullSanctionsList_1_1; cut at the right, or of another version"
        )
    return columns


def _day(days: set[str], where: str) -> str:
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", next(iter(days)))
    if len(days) != 1 or not found:
        raise ImportRefused(f"{where}: fileGenerationDate {sorted(days)[:3]}; expected one day DD/MM/YYYY in all rows")
    return day("-".join(reversed(found.groups())), f"{where}: fileGenerationDate")


def _add(row: Row, columns: dict[str, dict[str, str]], records: dict[str, Record], where: str) -> None:
    reference = clean(row["Entity_EU_ReferenceNumber"], where)
    if not re.fullmatch(r"EU\.\d+\.\d+", reference):
        raise ImportRefused(f"{where}: reference {reference!r}; expected one such as 'EU.6774.50'")
    # The CSV has the two columns the other way round than the XML: P and person.
    subject = row["Entity_SubjectType_ClassificationCode"]
    record = records.setdefault(reference, Record(reference, subject))
    record.united_nations_id = clean(row["Entity_UnitedNationId"], where)
    if record.subject != subject:
        raise ImportRefused(f"{where}: {reference} is {subject!r}, above {record.subject!r}; expected one of them")
    for kind, by_column in columns.items():
        detail = {name: clean(row[column], where) for column, name in by_column.items() if row[column].strip()}
        if "logical_id" not in detail:
            if detail:
                raise ImportRefused(
                    f"{where}: {kind} without a LogicalId: {detail}; columns are shifted, or a file of another version"
                )
            continue
        published, title = (detail.pop(name, "") for name in ACT_USED)
        record.acts.append((published, title))
        for name in ACT_IGNORED:
            detail.pop(name, None)
        for name in FLAGGED & detail.keys():
            detail[name] = coded(detail[name], FLAGS, name, where)
        if detail not in record.details[kind]:
            record.details[kind].append(detail)
