-- Who is whom: links between list entries and entities, the decisions that they rest on, and ids that were given up.

-- rule links_rest_on_decisions on entity_links
-- Each entry but the one that founds its entity is joined to it by a decision, directly or over other entries.
WITH RECURSIVE decided AS (
    SELECT l.entry_id, l.entity_id, CASE WHEN left_id = l.entry_id THEN right_id ELSE left_id END AS other_id,
        CASE WHEN left_id = l.entry_id THEN right_table ELSE left_table END AS other_table
    FROM entity_links AS l JOIN link_decisions USING (decision_id)
    WHERE decision = 'same' AND l.entry_id IN (left_id, right_id)
),
joined AS (
    SELECT entry_id, entity_id FROM entity_links WHERE entry_id = entity_id
    UNION
    SELECT entry_id, entity_id FROM decided WHERE other_table = 'entities' AND other_id = entity_id
    UNION
    SELECT d.entry_id, d.entity_id FROM decided AS d JOIN joined AS j ON (j.entry_id, j.entity_id) = (d.other_id, d.entity_id)
)
SELECT
    row_at, 'decision_id',
    quoted(decision_id) || ' does not join ' || entry_id || ' to ' || entity_id
    || '; expected a decision ''same'' on this entry and another one of that entity, which is joined to the entry that founds it'
FROM entity_links ANTI JOIN joined USING (entry_id, entity_id);

-- rule links_lead_to_ids_in_use on entity_links
-- No entry is linked to an id that was given up.
SELECT l.row_at, 'entity_id', quoted(l.entity_id) || ' was given up for ' || r.entity_id || '; link the entry to that one'
FROM entity_links AS l JOIN entity_redirects AS r ON r.old_entity_id = l.entity_id;

-- rule linked_entries_are_of_one_kind on entity_links
-- An entry and the entity behind it are both persons, or both bodies, vessels or aircraft.
SELECT
    l.row_at, 'entity_id',
    l.entry_id || ' is listed as ' || entry.entity_type || ', ' || l.entity_id || ' is ' || entity.entity_type || '; one of them is another'
FROM entity_links AS l JOIN list_entries AS entry USING (entry_id) JOIN entities AS entity USING (entity_id)
WHERE text(entry.entity_type) <> text(entity.entity_type);

-- rule links_are_as_decided on link_decisions
-- Entries that were decided to be the same have one entity, those decided to be different have two.
SELECT
    d.row_at, 'decision',
    CASE decision
        WHEN 'same' THEN '''same'', but ' || left_id || ' is linked to ' || a.entity_id || ' and ' || right_id || ' to ' || b.entity_id || '; link both to one entity'
        ELSE '''different'', but ' || left_id || ' and ' || right_id || ' are both linked to ' || a.entity_id || '; part them, or mend the decision'
    END
FROM link_decisions AS d
JOIN entity_links AS a ON a.entry_id = left_id
JOIN entity_links AS b ON b.entry_id = right_id
WHERE left_table = 'list_entries' AND right_table = 'list_entries' AND (decision = 'same') <> (a.entity_id = b.entity_id);

-- rule names_without_an_entry_rest_on_decisions on designation_events
-- Where an announcement names a person or body of a list without an entry of its own, a decision says that they are one.
SELECT
    e.row_at, 'entity_id',
    e.entity_id || ' stands on a list; expected a decision ''same'' in link_decisions on designation_events ' || designation_event_id || ' and an entry of that entity'
FROM designation_events AS e SEMI JOIN entity_links AS on_list ON on_list.entity_id = e.entity_id
WHERE e.entry_id IS NULL AND NOT EXISTS (
    FROM link_decisions AS d JOIN entity_links AS l ON l.entry_id = right_id
    WHERE left_table = 'designation_events' AND left_id = designation_event_id AND right_table = 'list_entries'
        AND decision = 'same' AND l.entity_id = e.entity_id
);

-- rule pairs_are_decided_once on link_decisions
-- Two records have one decision: a second one repeats the first, or contradicts it.
WITH pairs AS (
    SELECT
        row_at, decision, decision_id, least(left_table || '|' || left_id, right_table || '|' || right_id) AS one,
        greatest(left_table || '|' || left_id, right_table || '|' || right_id) AS other
    FROM link_decisions
),
numbered AS (
    SELECT
        *, row_number() OVER pair AS place, first_value(decision_id) OVER pair AS first_id, first_value(decision) OVER pair AS first_decision
    FROM pairs
    WINDOW pair AS (PARTITION BY one, other ORDER BY row_at)
)
SELECT row_at, 'right_id', 'the pair is decided already: ' || quoted(first_decision) || ' in ' || first_id || '; keep one'
FROM numbered
WHERE place > 1
UNION ALL
SELECT row_at, 'right_id', quoted(right_id) || ' is on both sides; expected two records'
FROM link_decisions
WHERE (left_table, left_id) = (right_table, right_id);

-- rule decided_records_exist on link_decisions
-- The records that a decision speaks of exist.
-- A person who was found not to be the one on a list has no target there, and members of Congress who neither
-- sponsor nor vote here are not in the release.
WITH named AS (
    SELECT row_at, 'left_id' AS column_name, left_table AS table_name, left_id AS row_id, decision FROM link_decisions
    UNION ALL
    SELECT row_at, 'right_id', right_table, right_id, decision FROM link_decisions
)
SELECT row_at, column_name, table_name || ' has no row ' || quoted(row_id)
FROM named ANTI JOIN published_rows USING (table_name, row_id)
WHERE (decision = 'same' OR table_name <> 'retaliation_targets')
    AND NOT (table_name = 'legislators' AND regexp_full_match(row_id, 'us-bioguide-[A-Z][0-9]{6}'));

-- rule contradicting_birth_dates_are_decided on entity_links
-- Entries of one person whose birth dates to the day contradict each other have a decision that names both days.
WITH days AS (
    SELECT l.entity_id, l.entry_id, l.row_at, list(DISTINCT CAST(date_earliest AS VARCHAR) ORDER BY CAST(date_earliest AS VARCHAR)) AS days
    FROM list_particulars JOIN entity_links AS l USING (entry_id)
    WHERE particular_type = 'birth_date' AND date_earliest = date_latest
    GROUP BY ALL
),
reasons AS (
    SELECT l.entity_id, evidence
    FROM link_decisions JOIN entity_links AS l ON l.entry_id = left_id
    WHERE decision = 'same'
),
contradictions AS (
    SELECT
        b.row_at, a.entity_id, a.entry_id AS one, b.entry_id AS other, a.days AS one_days, b.days AS other_days,
        list_has_any(a.days, list_transform(b.days, lambda day: left(day, 5) || right(day, 2) || '-' || substr(day, 6, 2))) AS is_exchanged
    FROM days AS a JOIN days AS b ON a.entity_id = b.entity_id AND a.entry_id > b.entry_id
    WHERE NOT list_has_any(a.days, b.days)
)
SELECT
    row_at, 'entity_id',
    one || ' gives birth date ' || array_to_string(one_days, ', ') || ', ' || other || ' ' || array_to_string(other_days, ', ')
    || CASE WHEN is_exchanged THEN ': day and month are exchanged' ELSE '' END
    || '; expected a decision ''same'' whose evidence names both days, or two entities'
FROM contradictions AS c
WHERE NOT EXISTS (
    FROM reasons AS r
    WHERE r.entity_id = c.entity_id
        AND len(list_filter(one_days, lambda day: contains(r.evidence, day))) > 0
        AND len(list_filter(other_days, lambda day: contains(r.evidence, day))) > 0
);

-- rule redirects_lead_to_entities on entity_redirects
-- An id that was given up is no entity, and leads in one step to one that is.
SELECT r.row_at, 'entity_id', quoted(r.entity_id) || ' is given up too, for ' || further.entity_id || '; lead straight to where the chain ends'
FROM entity_redirects AS r JOIN entity_redirects AS further ON further.old_entity_id = r.entity_id
UNION ALL
SELECT r.row_at, 'old_entity_id', quoted(old_entity_id) || ' is an entity; an id is either given up or in use'
FROM entity_redirects AS r SEMI JOIN entities AS e ON e.entity_id = r.old_entity_id;

-- rule labelled_records_exist on link_benchmark
-- The records of a labelled pair exist.
WITH named AS (
    SELECT row_at, 'left_entry_id' AS column_name, text(left_table) AS table_name, left_entry_id AS row_id FROM link_benchmark
    UNION ALL
    SELECT row_at, 'right_entry_id', text(right_table), right_entry_id FROM link_benchmark
)
SELECT row_at, column_name, table_name || ' has no row ' || quoted(row_id)
FROM named ANTI JOIN published_rows USING (table_name, row_id);

-- rule published_ids_stay on entity_ids
-- An id that a release has published is still an entity, or a redirect leads from it.
SELECT row_at, 'entity_id', quoted(entity_id) || ' was published in ' || since_version || ' and is no entity now; expected a row in entity_redirects that leads on'
FROM entity_ids ANTI JOIN entities USING (entity_id)
WHERE entity_id NOT IN (SELECT old_entity_id FROM entity_redirects);
