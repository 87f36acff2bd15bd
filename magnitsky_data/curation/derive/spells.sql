-- Openings and closings of each subject (entry or entity) on each programme, in order of time.
-- Of one day a closing comes before an opening when a spell is open, else after it, and so in turn.
CREATE TABLE spell_events AS
WITH dated AS (
    SELECT
        *,
        coalesce(entry_id, entity_id) AS subject,
        coalesce(event_date, latest_date, earliest_date) AS day,
        CASE WHEN opens(action) THEN 1 ELSE -1 END AS change
    FROM designation_events
    WHERE opens(action) OR closes(action)
),
open_before AS (
    SELECT
        *,
        coalesce(sum(change) OVER (
            PARTITION BY subject, program_id ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
        ), 0) > 0 AS is_open,
        row_number() OVER (PARTITION BY subject, program_id, day, change ORDER BY designation_event_id) AS turn
    FROM dated
)
SELECT *, row_number() OVER subject_in_time AS place, count(*) FILTER (change = 1) OVER subject_in_time AS spell
FROM open_before
WINDOW subject_in_time AS (
    PARTITION BY subject, program_id
    ORDER BY day, turn, CASE WHEN is_open THEN change ELSE -change END
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);

-- Spells: an opening event and, where the spell ended, the first closing after it; the days of their neighbours.
CREATE TABLE spells AS
WITH opened AS (SELECT * FROM spell_events WHERE change = 1),
closed AS (
    SELECT * FROM spell_events WHERE change = -1
    QUALIFY row_number() OVER (PARTITION BY subject, program_id, spell ORDER BY place) = 1
)
SELECT
    o.subject, o.program_id, o.spell, p.list_id,
    o AS opening, c AS closing, c.row_at IS NOT NULL AS is_closed, o.day AS opened_day, c.day AS closed_day,
    lag(c.day) OVER neighbours AS floor_day,
    lead(o.day) OVER neighbours AS ceiling_day
FROM opened AS o
JOIN programs AS p USING (program_id)
LEFT JOIN closed AS c USING (subject, program_id, spell)
WINDOW neighbours AS (PARTITION BY o.subject, o.program_id ORDER BY o.spell);

-- What the states of a list prove of a spell: it began after one day and by another, and ended likewise.
-- A state of unknown age is of a day between earliest_date and list_date: what it shows held on its earliest day
-- at the latest start and by its list date. Absence counts in complete and ids-only states. Presence in an additive
-- mirror does not show that an entry was still listed. An entry that was there under another programme stands in
-- ids-only states long before.
CREATE TABLE brackets AS
WITH seen AS MATERIALIZED (
    SELECT
        s.rowid AS spell_row, s.opened_day, s.closed_day, s.floor_day, s.ceiling_day,
        t.list_date, t.earliest_date, t.shows_absence, t.is_additive_only, h.entry_id IS NOT NULL AS stands,
        t.coverage IN ('complete', 'partial') OR s.opening.action <> 'program_added' AS shows_programme
    FROM spells AS s
    JOIN states AS t USING (list_id)
    LEFT JOIN held AS h
        ON h.state_at = t.state_at AND h.entry_id = s.subject AND h.program_id = s.program_id
    WHERE s.opening.entry_id IS NOT NULL -- the lists cannot tell of a name without a number
),
edges AS (
    SELECT
        spell_row,
        min(list_date) FILTER (
            stands AND shows_programme
            AND (floor_day IS NULL OR list_date >= floor_day) AND (closed_day IS NULL OR list_date <= closed_day)
        ) AS came_by,
        max(earliest_date) FILTER (
            stands AND NOT is_additive_only AND (ceiling_day IS NULL OR list_date < ceiling_day)
        ) AS went_after
    FROM seen
    GROUP BY spell_row
)
SELECT
    spell_row, any_value(came_by) AS came_by, any_value(went_after) AS went_after,
    -- States after the end of a spell that none shows lack the entry as those before it do.
    max(earliest_date) FILTER (
        shows_absence AND NOT stands AND earliest_date < coalesce(came_by, closed_day, 'infinity')
    ) AS came_after,
    min(list_date) FILTER (
        shows_absence AND NOT stands AND (ceiling_day IS NULL OR list_date < ceiling_day)
        AND list_date > greatest(went_after, opened_day) -- greatest passes NULL over
    ) AS went_by
FROM seen JOIN edges USING (spell_row)
GROUP BY spell_row;
