-- Events, works and claims of the case.

-- rule like_events_are_contested_alike on events
-- An event is contested where its words say so, a source conflicts, or a person is accused in it; showings of one work are so alike.
-- A mark set by hand misses the sister of a row; whom an event accuses may rightly ask for the word that it is disputed.
SELECT row_at, 'is_contested', format('{}, but title or note tells of a dispute', quoted(is_contested))
FROM events
WHERE NOT is_contested AND regexp_matches(concat_ws('. ', title, note), '(?i)\b(disput|contest|den(y|ies|ied)\b)')
UNION ALL
SELECT row_at, 'is_contested', format('{}, but a citation conflicts with the event', quoted(is_contested))
FROM events
WHERE NOT is_contested AND event_id IN (SELECT row_id FROM citations WHERE table_name = 'events' AND stance = 'conflicts')
UNION ALL
SELECT DISTINCT e.row_at, 'is_contested', format('{}, but it accuses {}', quoted(is_contested), entity_id)
FROM events AS e JOIN event_entities USING (event_id)
WHERE NOT is_contested AND event_type = 'case' AND role IN ('accused', 'named')
UNION ALL
SELECT DISTINCT e.row_at, 'is_contested', format('{}, but another showing of {} is contested', quoted(e.is_contested), e.work_id)
FROM events AS e JOIN events AS sister USING (work_id, event_type)
WHERE event_type = 'media' AND NOT e.is_contested AND sister.is_contested;

-- rule claims_are_compared_or_explained on claims
-- A claim has a comparison with all that it needs, or the reason why the record cannot tell, never both.
WITH cells AS (
    SELECT row_at, comparison, unnest([
        {'column_name': 'record_table', 'cell': record_table, 'is_needed': true},
        {'column_name': 'record_row_id', 'cell': record_row_id, 'is_needed': true},
        {'column_name': 'record_column', 'cell': record_column, 'is_needed': true},
        {'column_name': 'claimed_value', 'cell': claimed_value, 'is_needed': true},
        {'column_name': 'record_row_id_2', 'cell': record_row_id_2, 'is_needed': false},
        {'column_name': 'record_as_of_date', 'cell': record_as_of_date, 'is_needed': false}
    ], recursive := true)
    FROM claims
)
SELECT row_at, 'comparison', format(
    'comparison and not_checkable_reason are {}; expected one of them', CASE WHEN comparison IS NULL THEN 'both empty' ELSE 'both filled' END
)
FROM claims
WHERE (comparison IS NULL) = (not_checkable_reason IS NULL)
UNION ALL
SELECT row_at, column_name, format('empty, but comparison {} needs it', quoted(comparison))
FROM cells
WHERE comparison IS NOT NULL AND is_needed AND cell IS NULL
UNION ALL
SELECT row_at, column_name, format('{}, but nothing is compared; take it away', quoted(cell))
FROM cells
WHERE comparison IS NULL AND cell IS NOT NULL;

-- rule claims_name_their_author on claims
-- A claim's statement names who claims, so that it cannot be read as the dataset's own when it is quoted alone.
SELECT c.row_at, 'statement', format('does not name {}, who claims it', quoted(name))
FROM claims AS c JOIN entities AS e ON e.entity_id = c.claimed_by_entity_id
WHERE NOT contains(statement, name);

-- rule inferred_authors_are_said_to_be on claims
-- Of a page known as a file alone, a body is the author by inference: the note says so, or who quotes it, and confidence is not high.
SELECT c.row_at, column_name, format('{}, but the file names no publisher: expected medium or low, and how {} is known to be the author', quoted(cell), quoted(claimed_by_entity_id))
FROM (
    SELECT *, unnest([
        {'column_name': 'confidence', 'cell': CAST(confidence AS VARCHAR), 'is_wrong': confidence = 'high'},
        {'column_name': 'note', 'cell': note, 'is_wrong': NOT coalesce(regexp_matches(note, 'Author inferred|As quoted by'), false)}
    ], recursive := true)
    FROM claims
) AS c
JOIN sources USING (source_id)
JOIN entities AS e ON e.entity_id = c.claimed_by_entity_id
WHERE is_wrong AND url IS NULL AND entity_type = 'organization';
