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

-- rule pages_are_named_after_their_address on sources
-- The id of a page is its host and the first 8 hex digits of the sha256 of its address, so that no page is there twice.
WITH pages AS (
    SELECT
        row_at,
        source_id,
        regexp_extract(url, '^https?://(?:www\.)?([^/:?#]+?)\.?(?:[/:?#]|$)', 1) || '-' || left(sha256(url), 8) AS expected
    FROM sources
    WHERE url IS NOT NULL AND file_name IS NULL
)
SELECT row_at, 'source_id', format('{} is not named after the address; expected {}', quoted(source_id), quoted(expected))
FROM pages
WHERE source_id <> expected;

-- rule curators_date_their_decisions on link_decisions
-- A curator's decision on identity has its day; a rule decides anew at every build and has none.
SELECT row_at, 'decided_date', 'empty, but a curator decided; expected the day'
FROM link_decisions
WHERE method = 'curator' AND decided_date IS NULL
UNION ALL
SELECT row_at, 'decided_date', quoted(decided_date) || ', but a rule decides anew at every build; leave the cell empty'
FROM link_decisions
WHERE method = 'rule' AND decided_date IS NOT NULL;
