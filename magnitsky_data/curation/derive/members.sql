-- Members of parliament who sponsor or vote here: the official lists hold everyone since 1789.
DELETE FROM legislators
WHERE legislator_id NOT IN (
    SELECT legislator_id FROM sponsorships WHERE legislator_id IS NOT NULL
    UNION
    SELECT legislator_id FROM vote_positions
);

-- Each member has an entity with the facts of its row, unless a curator wrote one.
INSERT INTO entities BY NAME
SELECT
    entity_id, 'person' AS entity_type, name, birth_date, jurisdiction_code AS country_code,
    source_id, source_locator, confidence, row_at
FROM legislators
WHERE entity_id NOT IN (SELECT entity_id FROM entities)
QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY row_at) = 1;
