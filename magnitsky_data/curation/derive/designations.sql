-- What the day of each opening rests on: the strongest of its own document, that of its round, those that support
-- either, and the list's own day. An official text on a page of somebody else is a copy of it. An official document goes
-- before what a curator wrote the day from.
CREATE TABLE day_proofs AS
WITH openings AS (SELECT designation_event_id, date_basis, source_id AS own_source_id FROM designation_events WHERE opens(action)),
proofs AS (
    SELECT
        designation_event_id, source_id, own_source_id, is_official AND NOT coalesce(starts_with(source_locator, 'title'), false) AS is_official_text,
        CASE
            WHEN date_basis IS NULL OR date_basis IN ('list_field', 'consecutive_lists') THEN 'list'
            WHEN source_type IN ('official_list', 'list_mirror') THEN 'list'
            WHEN starts_with(source_locator, 'title') AND (is_official OR source_type = 'press_release') THEN 'official_title'
            WHEN is_official THEN 'official'
            WHEN source_type IN ('statute', 'regulation', 'order', 'press_release') THEN 'official_copy'
            ELSE 'press'
        END AS proof
    FROM openings JOIN day_documents USING (designation_event_id) JOIN sources USING (source_id)
    UNION ALL
    SELECT designation_event_id, NULL, NULL, NULL, 'list' AS proof
    FROM designation_events JOIN list_entries USING (entry_id)
    WHERE action = 'add' AND event_date = listed_date
)
SELECT
    designation_event_id,
    arg_min(proof, list_position(['list', 'official', 'official_copy', 'official_title', 'press'], proof)) AS listed_proof,
    arg_min(source_id, (NOT is_official_text, source_id <> own_source_id, source_id)) FILTER (source_id IS NOT NULL) AS listed_source_id
FROM proofs
GROUP BY designation_event_id;

-- One row a spell: the documented day, or the bracket that lists and events give.
INSERT INTO designations BY NAME
WITH measures AS (
    SELECT entry_id AS subject, program_id, bool_or(measure_type = 'asset_freeze') AS has_freeze, bool_or(measure_type = 'entry_ban') AS has_ban
    FROM list_measures
    GROUP BY ALL
),
described AS (
    SELECT
        s.*, b.* EXCLUDE (spell_row), m.has_freeze, m.has_ban, p AS program, e.entry_id,
        coalesce(s.opening.official_id, e.official_id) AS official_id,
        coalesce(e.listed_name, s.opening.listed_name) AS listed_name,
        coalesce(e.entity_type, s.opening.entity_type) AS entity_type,
        coalesce(l.entity_id, s.opening.entity_id) AS entity_id,
        begun.law_id AS begun_law_id,
        ended.law_id AS ended_law_id
    FROM spells AS s
    JOIN programs AS p USING (program_id)
    LEFT JOIN brackets AS b ON b.spell_row = s.rowid
    -- An entity can bear the id of an entry: what it is named for without an entry is no matter of that list.
    LEFT JOIN list_entries AS e ON e.entry_id = s.opening.entry_id
    LEFT JOIN entity_links AS l ON l.entry_id = s.opening.entry_id
    LEFT JOIN measures AS m ON (m.subject, m.program_id) = (s.subject, s.program_id)
    LEFT JOIN designation_rounds AS begun ON begun.round_id = s.opening.round_id
    LEFT JOIN designation_rounds AS ended ON ended.round_id = s.closing.round_id
)
SELECT
    program_id || '-' || CASE
        WHEN official_id IS NOT NULL THEN official_id || CASE WHEN spell > 1 THEN '-' || spell ELSE '' END
        ELSE opened_day || '-' || printf('%02d', row_number() OVER (PARTITION BY program_id, opened_day, official_id IS NULL ORDER BY subject, spell))
    END AS designation_id,
    program_id, entry_id, entity_id, official_id, listed_name, entity_type,
    opening.event_date AS listed_date,
    opening.date_basis AS listed_date_basis,
    listed_proof,
    -- Both brackets hold, that of the states and that of the event's source; greatest and least pass NULL over.
    greatest(came_after, opening.earliest_date - 1) AS listed_after_date,
    least(came_by, opening.latest_date) AS listed_by_date,
    CASE WHEN is_closed THEN 'delisted' ELSE 'listed' END AS status,
    -- As the list records the measures, else as the programme imposes them; only persons enter.
    coalesce(has_freeze, program.has_asset_freeze) AS has_asset_freeze,
    coalesce(has_ban, program.has_entry_ban AND entity_type = 'person') AS has_entry_ban,
    opening.round_id AS round_id,
    coalesce(begun_law_id, program.law_id) AS law_id,
    listed_source_id,
    closing.event_date AS delisted_date,
    closing.date_basis AS delisted_date_basis,
    CASE WHEN is_closed THEN greatest(went_after, closing.earliest_date - 1) END AS delisted_after_date,
    CASE WHEN is_closed THEN least(went_by, closing.latest_date) END AS delisted_by_date,
    closing.reason AS delisted_reason,
    ended_law_id AS delisted_law_id,
    closing.source_id AS delisted_source_id
FROM described JOIN day_proofs ON day_proofs.designation_event_id = opening.designation_event_id;

-- Beside each reported total what the designations here give for its day or period.
-- A designation counts in a period by its documented day, else by the day by which it is proven.
UPDATE reported_totals
SET counted_total = counted.total, counted_persons = counted.persons, counted_organizations = counted.organizations
FROM (
    SELECT
        t.total_id,
        count(d.designation_id) AS total,
        count(*) FILTER (d.entity_type = 'person') AS persons,
        count(*) FILTER (d.entity_type = 'organization') AS organizations
    FROM reported_totals AS t
    LEFT JOIN designations AS d
        ON d.program_id = t.program_id
        AND coalesce(d.listed_date, d.listed_by_date) <= t.as_of_date
        AND (t.period_start_date IS NULL OR coalesce(d.listed_date, d.listed_by_date) >= t.period_start_date)
        AND (t.counts <> 'named_in_force' OR coalesce(coalesce(d.delisted_date, d.delisted_by_date) > t.as_of_date, true))
    GROUP BY t.total_id
) AS counted
WHERE counted.total_id = reported_totals.total_id;
