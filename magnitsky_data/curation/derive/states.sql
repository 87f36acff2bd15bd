-- Who stood in which state of a list: a run stands for every state of its publication between its ends.
CREATE VIEW states AS
SELECT
    *,
    row_at AS state_at, -- a number, by which states are joined faster than by their ids
    row_number() OVER (PARTITION BY list_id, publication, coverage ORDER BY list_date, day_rank, snapshot_id) AS run_place,
    coverage IN ('complete', 'ids_only') AS shows_absence
FROM list_snapshots;

CREATE TABLE held AS
SELECT DISTINCT state.state_at, sighting.entry_id, sighting.program_id
FROM list_sightings AS sighting
JOIN states AS first_state ON first_state.snapshot_id = sighting.first_snapshot_id
JOIN states AS last_state ON last_state.snapshot_id = sighting.last_snapshot_id
JOIN states AS state
    ON state.list_id = first_state.list_id
    AND state.publication = first_state.publication
    AND state.coverage = first_state.coverage
    AND state.run_place BETWEEN first_state.run_place AND last_state.run_place;

-- A state is named after its main file; the copies of an archive have one file in common.
CREATE TABLE main_files AS
SELECT snapshot_id, arg_min(source_id, (right(source_id, 8) <> right(snapshot_id, 8), source_id)) AS source_id
FROM snapshot_files
GROUP BY snapshot_id;

-- Until when a programme is covered: ids alone do not show who came under it.
UPDATE programs
SET covered_until_date = newest.day
FROM (SELECT list_id, max(list_date) AS day FROM states WHERE coverage = 'complete' GROUP BY list_id) AS newest
WHERE newest.list_id = programs.list_id;
