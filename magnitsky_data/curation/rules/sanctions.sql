-- Lists, their states, dated events and the designations derived from them.

-- rule counts_equal_sightings on list_snapshots
-- A state's counts, taken from the file, equal the sightings that the runs give for it.
WITH sighted AS (
    SELECT s.row_at, s.in_scope_count, s.entry_count, count(DISTINCT entry_id) AS found
    FROM list_snapshots AS s LEFT JOIN held AS h ON h.state_at = s.row_at
    GROUP BY ALL
)
SELECT row_at, 'in_scope_count', format('{}, but {} entries are sighted in it', quoted(in_scope_count), found)
FROM sighted
WHERE in_scope_count <> found
UNION ALL
SELECT row_at, 'entry_count', format('{} entries in all, but {} on programmes here', quoted(entry_count), found)
FROM sighted
WHERE entry_count < found;

-- rule counts_equal_sightings on snapshot_counts
-- The same for each programme of a state.
SELECT c.row_at, 'entry_count', format('{}, but {} entries are sighted on {}', quoted(c.entry_count), count(entry_id), c.program_id)
FROM snapshot_counts AS c JOIN states USING (snapshot_id) LEFT JOIN held USING (state_at, program_id)
GROUP BY c.row_at, c.entry_count, c.program_id
HAVING c.entry_count <> count(entry_id);

-- rule sightings_are_of_their_list on list_sightings
-- An entry is sighted in states of its own list alone: a name on another list is another entry.
SELECT s.row_at, 'entry_id', format('{} is an entry of {}, but sighted in {}', quoted(entry_id), e.list_id, first_snapshot_id)
FROM list_sightings AS s JOIN list_entries AS e USING (entry_id) JOIN list_snapshots AS t ON t.snapshot_id = s.first_snapshot_id
WHERE e.list_id <> t.list_id;

-- rule histories_have_no_holes on list_snapshots
-- Who stands on a programme in two complete states stands in every state between them that shows who is absent, unless an event removed it.
-- Rows that are lost in one copy would else make a removal and a new listing. Which of two states of unknown age came first is not asked.
WITH places AS (
    SELECT *, row_number() OVER (PARTITION BY list_id ORDER BY list_date, day_rank, snapshot_id) AS place
    FROM states
    WHERE shows_absence
),
stands AS (
    SELECT list_id, entry_id, program_id, place, list_date AS before_date, lead(place) OVER entry AS next_place, lead(earliest_date) OVER entry AS again_date
    FROM held JOIN places USING (state_at)
    WHERE coverage = 'complete' AND NOT is_additive_only
    WINDOW entry AS (PARTITION BY entry_id, program_id ORDER BY place)
),
missing AS (
    SELECT p.row_at, s.program_id, s.entry_id
    FROM stands AS s
    JOIN places AS p ON p.list_id = s.list_id AND p.place > s.place AND p.place < s.next_place
    WHERE s.next_place > s.place + 1 AND p.earliest_date > s.before_date AND p.list_date < s.again_date
        AND NOT EXISTS (FROM held AS h WHERE (h.state_at, h.entry_id, h.program_id) = (p.state_at, s.entry_id, s.program_id))
        AND NOT EXISTS (
            FROM designation_events AS e JOIN programs AS l USING (program_id)
            WHERE (e.entry_id, e.program_id) = (s.entry_id, s.program_id) AND closes(e.action)
                AND coalesce(e.event_date, e.latest_date) + CAST(l.lag_days AS INTEGER) > s.before_date
                AND coalesce(e.event_date, e.latest_date) < s.again_date
        )
)
SELECT
    row_at, 'in_scope_count',
    format(
        '{} entries are missing that the states before and after show on {}, {} the first; import the list without a file that lost rows, or add the events that removed them',
        count(*), program_id, min(entry_id)
    )
FROM missing
GROUP BY row_at, program_id;

-- rule documented_days_lie_within_the_proof on designations
-- A documented day of listing or delisting lies within what the states of the list prove.
-- The published list may trail the act by the programme's lag_days; a difference beyond that must stand in citations.
WITH days AS (
    SELECT row_at, designation_id, program_id, unnest([
        {'column_name': 'listed_date', 'day': listed_date, 'after_day': listed_after_date, 'by_day': listed_by_date},
        {'column_name': 'delisted_date', 'day': delisted_date, 'after_day': delisted_after_date, 'by_day': delisted_by_date}
    ], recursive := true)
    FROM designations
),
unexplained AS (
    SELECT days.*, lag_days
    FROM days JOIN programs USING (program_id)
    WHERE NOT is_contradicted('designations', designation_id, column_name)
)
SELECT row_at, column_name, format('{}, but a list of {} shows the state before; mend the event, or explain it in citations', quoted(day), after_day)
FROM unexplained
WHERE day + CAST(lag_days AS INTEGER) <= after_day
UNION ALL
SELECT row_at, column_name, format('{}, but a list of {} shows the state after; mend the event, or explain it in citations', quoted(day), by_day)
FROM unexplained
WHERE day > by_day;

-- rule documented_days_are_those_of_the_list on designation_events
-- A documented day of listing is the list's own day of the entry, where the list has one, or the difference stands in citations.
-- Of several listings on a programme the list dates one. The day of an entry stays when a programme is put on later.
WITH openings AS (
    SELECT
        e.*, l.listed_date,
        bool_or(event_date = listed_date) OVER (PARTITION BY entry_id, program_id) AS is_one_of_them,
        row_number() OVER (PARTITION BY entry_id, program_id ORDER BY event_date DESC) = 1 AS is_last
    FROM designation_events AS e JOIN list_entries AS l USING (entry_id)
    WHERE opens(action) AND event_date IS NOT NULL AND listed_date IS NOT NULL
)
SELECT row_at, 'event_date', format('{}, but the list itself has {}; mend the event, or explain it in citations', quoted(event_date), listed_date)
FROM openings
WHERE CASE WHEN action = 'add' THEN is_last AND NOT is_one_of_them ELSE event_date < listed_date END
    AND NOT is_contradicted('designation_events', designation_event_id, 'event_date');

-- rule brackets_are_in_order on designations
-- A bracket opens before it closes, and a spell begins before it ends.
SELECT row_at, 'listed_after_date', format('{} does not lie before listed_by_date {}', quoted(listed_after_date), quoted(listed_by_date))
FROM designations
WHERE listed_after_date >= listed_by_date
UNION ALL
SELECT row_at, 'delisted_after_date', format('{} does not lie before delisted_by_date {}', quoted(delisted_after_date), quoted(delisted_by_date))
FROM designations
WHERE delisted_after_date >= delisted_by_date
UNION ALL
SELECT row_at, 'delisted_date', format('{} lies before the begin {}', quoted(coalesce(delisted_date, delisted_by_date)), quoted(coalesce(listed_date, listed_by_date)))
FROM designations
WHERE coalesce(listed_date, listed_by_date) > coalesce(delisted_date, delisted_by_date)
UNION ALL
SELECT row_at, 'listed_date', 'neither a day nor a bracket; expected one of them'
FROM designations
WHERE coalesce(listed_date, listed_after_date, listed_by_date) IS NULL
UNION ALL
SELECT row_at, 'delisted_date', 'neither a day nor a bracket; expected one of them'
FROM designations
WHERE status = 'delisted' AND coalesce(delisted_date, delisted_after_date, delisted_by_date) IS NULL;

-- rule spells_open_and_close_in_turn on designation_events
-- An event opens a spell only when none is open, and closes one only when one is.
WITH turns AS (
    SELECT row_at, action, change = 1 AS opens_one, coalesce(lag(change) OVER (PARTITION BY subject, program_id ORDER BY place) = 1, false) AS stands_open
    FROM spell_events
)
SELECT row_at, 'action', format('{} while {} spell is open', quoted(action), CASE WHEN stands_open THEN 'a' ELSE 'no' END)
FROM turns
WHERE opens_one = stands_open;

-- rule newest_lists_agree_with_designations on list_entries
-- Who stands in the newest complete state of a list is listed on its day, and of its programmes nobody is listed who is missing in the newest state that shows all numbers.
-- Who was removed since still stands in it, for as long as the list may trail the act.
WITH newest AS (
    SELECT * FROM states WHERE shows_absence
    QUALIFY row_number() OVER (PARTITION BY list_id, coverage ORDER BY list_date DESC, day_rank DESC, snapshot_id DESC) = 1
),
complete AS (SELECT * FROM newest WHERE coverage = 'complete'),
fullest AS (
    SELECT * FROM newest
    QUALIFY row_number() OVER (PARTITION BY list_id ORDER BY list_date DESC, coverage = 'complete' DESC) = 1
)
SELECT e.row_at, 'entry_id', format('{} stands on {} in {}, but no event lists it; add it to designation_events', quoted(entry_id), h.program_id, snapshot_id)
FROM held AS h
JOIN complete AS n USING (state_at)
JOIN list_entries AS e USING (entry_id)
JOIN programs AS p USING (program_id)
WHERE NOT EXISTS (
    FROM designations AS d
    WHERE (d.entry_id, d.program_id) = (h.entry_id, h.program_id)
        AND (d.status = 'listed' OR coalesce(d.delisted_date, d.delisted_by_date) + CAST(p.lag_days AS INTEGER) > n.list_date)
)
UNION ALL
SELECT e.row_at, 'entry_id', format('{} is listed on {} by its events, but missing in {}; add the event that removed it', quoted(l.entry_id), l.program_id, n.snapshot_id)
FROM designations AS l
JOIN list_entries AS e USING (entry_id)
JOIN programs AS p USING (program_id)
JOIN fullest AS n ON n.list_id = p.list_id
WHERE l.status = 'listed' AND p.coverage = 'complete' AND coalesce(l.listed_date, l.listed_by_date) < n.list_date
    AND NOT EXISTS (FROM held AS h WHERE (h.state_at, h.entry_id, h.program_id) = (n.state_at, l.entry_id, l.program_id));

-- rule rounds_have_their_numbers on designation_rounds
-- A round's announced numbers equal its events, or exceed them where events_coverage says so, or the difference stands in citations.
WITH kinds AS (
    SELECT row_at, round_id, events_coverage, unnest([
        {'column_name': 'announced_persons', 'told': announced_persons},
        {'column_name': 'announced_organizations', 'told': announced_organizations},
        {'column_name': 'announced_other', 'told': announced_other}
    ], recursive := true)
    FROM designation_rounds
),
events AS (
    SELECT
        round_id,
        CASE entity_type WHEN 'person' THEN 'announced_persons' WHEN 'organization' THEN 'announced_organizations' ELSE 'announced_other' END AS column_name,
        count(*) AS number
    FROM designation_events
    WHERE opens(action) OR closes(action)
    GROUP BY ALL
),
counted AS (SELECT *, coalesce(number, 0) AS found FROM kinds LEFT JOIN events USING (round_id, column_name))
SELECT row_at, column_name, format('{}, but {} events are of the round; add the events, or explain the difference in citations', quoted(told), found)
FROM counted
WHERE (told < found OR told > found AND events_coverage IS NULL) AND NOT is_contradicted('designation_rounds', round_id, column_name)
UNION ALL
SELECT row_at, 'events_coverage', format('{}, but {} events are of the round; expected partial or none exactly where events are missing', quoted(events_coverage), sum(found))
FROM counted
WHERE events_coverage IS NOT NULL
GROUP BY row_at, events_coverage
HAVING NOT coalesce(bool_or(told > found), false) OR (events_coverage = 'none') <> (sum(found) = 0);

-- rule announced_numbers_were_announced on designation_rounds
-- The same for a round: a count of the names here, which no announcement or day of the list confirms, would only be compared with itself.
SELECT row_at, 'announced_persons', format('{}, but the row tells of a number that is not announced; leave the cell empty', quoted(announced_persons))
FROM designation_rounds
WHERE coalesce(announced_persons, announced_organizations, announced_other) IS NOT NULL AND regexp_matches(concat_ws('. ', title, note), '(?i)\b(about|nearly|almost|more than|over) [0-9]|no (exact |announced )?(number|figure)|nor a number');

-- rule events_of_a_round_are_of_its_day on designation_events
-- An event is of the programme of its round and, where its day is known, of the round's day.
SELECT e.row_at, 'round_id', format('{} is a round of {}, not of {}', quoted(round_id), r.program_id, e.program_id)
FROM designation_events AS e JOIN designation_rounds AS r USING (round_id)
WHERE r.program_id <> e.program_id
UNION ALL
SELECT e.row_at, 'event_date', format('{}, but its round is of {}', quoted(event_date), round_date)
FROM designation_events AS e JOIN designation_rounds AS r USING (round_id)
WHERE event_date <> round_date;

-- rule events_name_their_subject on designation_events
-- An event leads to an entry or an entity, and has a day with its basis, or a bracket.
SELECT row_at, 'entry_id', 'expected either entry_id or entity_id'
FROM designation_events
WHERE (entry_id IS NULL) = (entity_id IS NULL)
UNION ALL
SELECT row_at, 'date_basis', format('{} does not fit event_date {}', quoted(date_basis), quoted(event_date))
FROM designation_events
WHERE (event_date IS NULL) <> (date_basis IS NULL)
UNION ALL
SELECT row_at, 'event_date', 'neither a day nor a bracket; expected one of them'
FROM designation_events
WHERE event_date IS NULL AND latest_date IS NULL;

-- rule one_page_of_the_press_is_not_high_confidence on designation_events
-- An event or round that rests on one page of the press is not of high confidence, and on a blog or the page of a party alone of low.
-- So that like events are treated alike: a list, an official publication and a copy of its text stand alone, and what other pages say counts.
SELECT row_at, 'confidence', format('{}, but {} alone tells it; expected at most {}, or a second source', quoted(confidence), p.source_id, at_most)
FROM designation_events JOIN lone_pages AS p ON (table_name, row_id) = ('designation_events', designation_event_id)
WHERE confidence = 'high' OR (confidence, at_most) = ('medium', 'low');

-- rule one_page_of_the_press_is_not_high_confidence on designation_rounds
-- The same for a round: any page that supports it counts.
SELECT row_at, 'confidence', format('{}, but {} alone tells it; expected at most {}, or a second source', quoted(confidence), p.source_id, at_most)
FROM designation_rounds JOIN lone_pages AS p ON (table_name, row_id) = ('designation_rounds', round_id)
WHERE confidence = 'high' OR (confidence, at_most) = ('medium', 'low');

-- rule reported_totals_hold on reported_totals
-- A total that somebody reports equals what the designations here count, or the difference stands in citations.
WITH totals AS (
    SELECT row_at, total_id, unnest([
        {'column_name': 'persons', 'told': persons, 'counted': counted_persons},
        {'column_name': 'organizations', 'told': organizations, 'counted': counted_organizations},
        {'column_name': 'total', 'told': total, 'counted': counted_total}
    ], recursive := true)
    FROM reported_totals
)
SELECT row_at, column_name, format('{}, but the designations here count {}; mend the events, or explain the difference in citations', quoted(told), counted)
FROM totals
WHERE told <> counted AND NOT is_contradicted('reported_totals', total_id, column_name);

-- rule listed_programs_have_a_least_count on programs
-- A programme of a list whose states are at hand has a least count: without one a file that was cut imports in silence.
SELECT row_at, 'program_id', format('{} has no least count, though states of {} are at hand; add a row to expectations', quoted(program_id), list_id)
FROM programs
WHERE list_id IN (SELECT list_id FROM list_snapshots)
    AND program_id NOT IN (SELECT program_id FROM expectations WHERE program_id IS NOT NULL AND minimum IS NOT NULL);
