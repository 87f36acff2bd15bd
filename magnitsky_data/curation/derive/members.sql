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

-- The Wikidata item of a member is that of the person, from the same source.
UPDATE entities SET wikidata_id = legislators.wikidata_id
FROM legislators WHERE legislators.entity_id = entities.entity_id AND entities.wikidata_id IS NULL;

INSERT INTO citations BY NAME
SELECT
    'entities-' || c.citation_id AS citation_id, 'entities' AS table_name, entity_id AS row_id, column_name, c.source_id, c.source_locator, stance
FROM citations AS c JOIN legislators ON legislator_id = row_id
WHERE table_name = 'legislators' AND column_name = 'wikidata_id';
