-- What the lists themselves tell: the opening of every entry that no curator's event opens, and dated measures.

-- The first state that shows an entry on a programme, the last before it that shows that it was not there, and the
-- first official file that shows it, a mirror's where there is none. An entry that whole states show under another
-- programme before was tagged; ids alone do not show under which.
CREATE TABLE first_seen AS
WITH sighted AS (
    SELECT
        entry_id, program_id, list_id, (list_date, day_rank, snapshot_id) AS moment,
        coverage IN ('complete', 'partial') AS is_shown, coalesce(is_official, false) AS is_official, source_id
    FROM held JOIN states USING (state_at) LEFT JOIN main_files USING (snapshot_id) LEFT JOIN sources USING (source_id)
),
firsts AS (
    SELECT
        entry_id, program_id, list_id,
        min(moment) AS first_moment,
        min(moment) FILTER (is_shown) AS shown_moment,
        arg_min(source_id, (NOT is_shown, NOT is_official, moment)) AS shown_by,
        coalesce(shown_moment > min(shown_moment) OVER (PARTITION BY entry_id), false) AS is_tag
    FROM sighted
    GROUP BY entry_id, program_id, list_id
),
moments AS (SELECT *, CASE WHEN is_tag THEN shown_moment ELSE first_moment END AS moment FROM firsts)
SELECT
    m.entry_id, m.program_id, m.is_tag, m.shown_by, m.moment[1] AS day, f.source_id AS first_source_id,
    max(s.list_date) FILTER (h.entry_id IS NULL) AS absent_day
FROM moments AS m
LEFT JOIN main_files AS f ON f.snapshot_id = m.moment[3]
LEFT JOIN states AS s
    ON s.list_id = m.list_id AND s.shows_absence AND s.list_date_basis <> 'upper_bound' AND s.list_date < m.moment[1]
LEFT JOIN held AS h ON h.state_at = s.state_at AND h.entry_id = m.entry_id AND h.program_id = m.program_id
GROUP BY ALL;

-- The day is the list's own where it has one. Else it is that of the first state with the entry, the end of a bracket,
-- when an earlier state is without it; when none is, only the end is known.
INSERT INTO designation_events BY NAME
WITH unopened AS (
    SELECT * FROM first_seen
    ANTI JOIN (SELECT entry_id, program_id FROM designation_events WHERE opens(action)) AS opened USING (entry_id, program_id)
),
told AS (
    SELECT
        u.*, e.official_id, e.listed_name, e.entity_type, e.row_at, e.listed_date IS NOT NULL AND NOT is_tag AS has_own_day,
        CASE WHEN has_own_day THEN e.listed_date WHEN absent_day IS NOT NULL THEN u.day END AS event_date
    FROM unopened AS u JOIN list_entries AS e USING (entry_id)
)
SELECT
    program_id || '-' || official_id || CASE WHEN is_tag THEN '-program_added' ELSE '-add' END AS designation_event_id,
    program_id, entry_id, official_id, listed_name, entity_type,
    CASE WHEN is_tag THEN 'program_added' ELSE 'add' END AS action,
    event_date,
    CASE WHEN has_own_day THEN 'list_field' WHEN event_date IS NOT NULL THEN 'consecutive_lists' END AS date_basis,
    CASE WHEN event_date IS NULL THEN day END AS latest_date,
    (SELECT round_id FROM designation_rounds AS r WHERE r.round_id = told.program_id || '-' || told.event_date) AS round_id,
    CASE WHEN has_own_day THEN shown_by ELSE first_source_id END AS source_id,
    CASE
        WHEN has_own_day THEN official_id
        WHEN absent_day IS NULL THEN format('state of {} with {}', day, official_id)
        ELSE format('states of {} without and {} with {}', absent_day, day, official_id)
    END AS source_locator,
    'high' AS confidence, row_at
FROM told;

INSERT INTO designation_events BY NAME
WITH dated AS (
    SELECT
        m.program_id, m.start_date, m.measure_type, e.*,
        row_number() OVER (PARTITION BY m.entry_id, m.program_id ORDER BY m.start_date, CAST(m.measure_type AS VARCHAR)) AS number
    FROM list_measures AS m JOIN list_entries AS e USING (entry_id)
    WHERE m.start_date IS NOT NULL
)
SELECT
    program_id || '-' || official_id || '-measure_added' || CASE WHEN number > 1 THEN '-' || number ELSE '' END AS designation_event_id,
    program_id, entry_id, official_id, listed_name, entity_type, 'measure_added' AS action,
    start_date AS event_date, 'list_field' AS date_basis, measure_type AS detail,
    source_id, source_locator, 'high' AS confidence, row_at
FROM dated;
