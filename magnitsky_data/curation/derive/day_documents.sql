-- The documents that the day of an event rests on: its own, that of its round, and those that support either.
CREATE TABLE day_documents AS
WITH rounds AS (
    SELECT designation_event_id, r.*
    FROM designation_events AS e JOIN designation_rounds AS r ON (r.round_id, r.round_date) = (e.round_id, e.event_date)
),
cited AS (SELECT table_name, row_id, column_name, source_id, source_locator FROM citations WHERE stance = 'supports')
SELECT designation_event_id, source_id, source_locator FROM designation_events
UNION ALL
SELECT designation_event_id, source_id, source_locator FROM rounds
UNION ALL
SELECT e.designation_event_id, c.source_id, c.source_locator
FROM designation_events AS e JOIN cited AS c ON (c.table_name, c.row_id, c.column_name) = ('designation_events', e.designation_event_id, 'event_date')
UNION ALL
SELECT r.designation_event_id, c.source_id, c.source_locator
FROM rounds AS r JOIN cited AS c ON (c.table_name, c.row_id, c.column_name) = ('designation_rounds', r.round_id, 'round_date');

-- Events and rounds that rest on one page alone, which is no list, no official publication and no copy of one, and what
-- confidence they have at most: the column asks for an official text or two sources, and a blog or a party is no witness.
CREATE TABLE lone_pages AS
WITH pages AS (
    SELECT 'designation_events' AS table_name, designation_event_id AS row_id, d.source_id
    FROM day_documents AS d JOIN designation_events AS e USING (designation_event_id)
    WHERE coalesce(date_basis NOT IN ('list_field', 'consecutive_lists'), true)
    UNION
    SELECT 'designation_rounds', round_id, source_id FROM designation_rounds
    UNION
    SELECT table_name, row_id, source_id FROM citations WHERE table_name = 'designation_rounds' AND stance = 'supports'
)
SELECT
    table_name, row_id,
    any_value(source_id) AS source_id,
    CASE WHEN bool_or(source_type = 'blog' OR is_party_to_case) THEN 'low' ELSE 'medium' END AS at_most
FROM pages JOIN sources USING (source_id)
GROUP BY table_name, row_id
HAVING count(*) = 1
    AND NOT bool_or(is_official OR source_type IN ('official_list', 'list_mirror', 'statute', 'regulation', 'order', 'press_release'));
