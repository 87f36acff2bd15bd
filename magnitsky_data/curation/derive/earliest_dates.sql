-- How old a state can be at most: it shows the last documented additions and removals that it shows.
UPDATE list_snapshots SET earliest_date = list_date WHERE list_date_basis <> 'upper_bound';

UPDATE list_snapshots
SET earliest_date = shown.day
FROM (
    WITH changes AS (
        SELECT list_id, entry_id, program_id, event_date, opens(action) AS is_addition
        FROM designation_events JOIN programs USING (program_id)
        WHERE (opens(action) OR closes(action)) AND event_date IS NOT NULL AND entry_id IS NOT NULL
    ),
    -- What each state of unknown age shows of each entry that had changed by its date.
    known AS (
        SELECT
            s.snapshot_id, s.shows_absence, c.entry_id, c.program_id, c.event_date, c.is_addition,
            h.entry_id IS NOT NULL AS stands
        FROM states AS s
        JOIN changes AS c ON c.list_id = s.list_id AND c.event_date <= s.list_date
        LEFT JOIN held AS h ON h.state_at = s.state_at AND h.entry_id = c.entry_id AND h.program_id = c.program_id
        WHERE s.list_date_basis = 'upper_bound' AND s.earliest_date IS NULL
    )
    SELECT snapshot_id, max(day) AS day
    FROM (
        SELECT snapshot_id, max(event_date) FILTER (is_addition = stands) AS day
        FROM known
        GROUP BY snapshot_id, entry_id, program_id
        -- The absence of an entry shows its removal only when it was there before.
        HAVING bool_and(stands)
            OR bool_and(shows_absence) AND count(*) > 1 AND NOT arg_max(is_addition, (event_date, is_addition))
    )
    GROUP BY snapshot_id
) AS shown
WHERE shown.snapshot_id = list_snapshots.snapshot_id;
