-- Sources, and what refers to rows by their keys: citations and decisions on identity.

-- rule cells_referred_to_exist on citations
-- The row and column that a citation speaks of exist.
WITH published AS (SELECT DISTINCT table_name FROM contract_columns WHERE is_published)
SELECT row_at, 'table_name', quoted(table_name) || ' is not a published table'
FROM citations
WHERE table_name NOT IN (FROM published)
UNION ALL
SELECT row_at, 'row_id', table_name || ' has no row ' || quoted(row_id)
FROM citations ANTI JOIN published_rows USING (table_name, row_id)
WHERE table_name IN (FROM published)
UNION ALL
SELECT row_at, 'column_name', table_name || ' has no column ' || quoted(column_name)
FROM citations ANTI JOIN contract_columns USING (table_name, column_name)
WHERE table_name IN (FROM published) AND column_name IS NOT NULL;

-- rule citations_are_told_once on citations
-- A source supports or contradicts a cell once: told again it would count as two.
SELECT row_at, 'source_id', format('{} says the same of {} {} in {}', quoted(source_id), table_name, row_id, first_id)
FROM (
    SELECT
        row_at, citation_id, table_name, row_id, source_id,
        min(citation_id) OVER (PARTITION BY table_name, row_id, column_name, source_id, source_locator, stance, value) AS first_id
    FROM citations
)
WHERE citation_id > first_id;

-- rule every_source_is_used on sources
-- Each source supports a row: a source that nothing names is a fact that was left out, or a leftover.
SELECT row_at, 'source_id', quoted(source_id) || ' is named by no row; use it or take it away'
FROM sources ANTI JOIN used_sources USING (source_id);

-- rule sources_can_be_found on sources
-- A source has an address or the name of a file, and a file its hash.
SELECT row_at, 'url', 'no address and no file name; expected one of them'
FROM sources
WHERE url IS NULL AND file_name IS NULL
UNION ALL
SELECT row_at, 'sha256', 'empty, but file_name is ' || quoted(file_name) || '; expected the hash of the file'
FROM sources
WHERE file_name IS NOT NULL AND sha256 IS NULL;

-- rule files_have_a_licence on sources
-- An official file and a private copy of one say on what terms they are used.
SELECT row_at, 'licence', 'empty; expected the terms of ' || quoted(publisher) || ' as licences names them; of an imported file tell them by import --licence'
FROM sources
WHERE licence IS NULL AND (source_type = 'list_mirror' OR is_official AND file_name IS NOT NULL);

-- rule curators_date_their_decisions on link_decisions
-- A curator's decision on identity has its day; a rule decides anew at every build and has none.
SELECT row_at, 'decided_date', 'empty, but a curator decided; expected the day'
FROM link_decisions
WHERE method = 'curator' AND decided_date IS NULL
UNION ALL
SELECT row_at, 'decided_date', quoted(decided_date) || ', but a rule decides anew at every build; leave the cell empty'
FROM link_decisions
WHERE method = 'rule' AND decided_date IS NOT NULL;

-- rule sources_have_a_day_or_a_reason on sources
-- A document has its day, or the reason why none is told: the day of a copy is no day of the document.
SELECT row_at, 'undated_reason', CASE
    WHEN document_date IS NULL THEN 'empty, and so is document_date; expected a day or the reason why none is told'
    ELSE format('{} beside the day {}; leave it empty', quoted(undated_reason), document_date)
END
FROM sources
WHERE (document_date IS NULL) = (undated_reason IS NULL)
UNION ALL
SELECT row_at, 'undated_reason', format('{}, but the address bears {}; expected it as document_date', quoted(undated_reason), regexp_extract(url, day))
FROM sources, (SELECT '/(19|20)\d\d/(0[1-9]|1[0-2])/' AS day)
WHERE undated_reason IN ('no_day', 'not_read') AND regexp_matches(url, day);
