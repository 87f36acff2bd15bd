-- What changed on which list, when and why? One row an event; measures that were added to an entry are no change of a list.
INSERT INTO listing_changes BY NAME
WITH changes AS (
    SELECT
        e.*, coalesce(link.entity_id, e.entity_id) AS subject_id,
        CASE action
            WHEN 'add' THEN 'named'
            WHEN 'remove' THEN 'removed'
            WHEN 'program_added' THEN 'tag_added'
            WHEN 'program_removed' THEN 'tag_removed'
            WHEN 'merged' THEN 'merged'
            WHEN 'renamed' THEN 'renamed'
        END AS change
    FROM designation_events AS e LEFT JOIN entity_links AS link USING (entry_id)
)
SELECT
    c.designation_event_id,
    c.event_date AS date,
    c.earliest_date, c.latest_date,
    state.name AS listed_by,
    c.program_id,
    c.change,
    entity.name AS name,
    c.entity_type,
    c.subject_id AS entity_id,
    CASE WHEN c.event_date IS NOT NULL THEN count(*) OVER (PARTITION BY c.program_id, c.change, c.event_date) END AS named_that_day,
    CASE c.change
        WHEN 'named' THEN round.title
        WHEN 'tag_added' THEN c.detail
        WHEN 'renamed' THEN 'Before: ' || c.detail
        ELSE closing_reason(c.reason, c.detail)
    END AS why,
    coalesce(law.citation, law.title, CASE WHEN c.date_basis = 'instrument' THEN c.detail END) AS instrument,
    source.title AS source_title,
    source.url AS source_url
FROM changes AS c
JOIN programs AS p USING (program_id)
JOIN jurisdictions AS state ON state.jurisdiction_code = p.jurisdiction_code
JOIN entities AS entity ON entity.entity_id = c.subject_id
JOIN sources AS source ON source.source_id = c.source_id
LEFT JOIN designation_rounds AS round USING (round_id)
LEFT JOIN laws AS law ON law.law_id = round.law_id
WHERE c.change IS NOT NULL;
