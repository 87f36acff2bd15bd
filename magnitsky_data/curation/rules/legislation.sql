-- Bills, sponsors, votes and laws.

-- rule totals_equal_positions on votes
-- A vote's totals equal its positions where these are complete, and exceed them nowhere.
-- The accountant's check: a total is announced by the chair, positions are taken from the roll.
-- The Vice President, who is no senator, votes when they are equally divided (Constitution, article I, section 3).
WITH totals AS (
    SELECT row_at, vote_id, positions_coverage, unnest([
        {'position': 'yea', 'column_name': 'yeas', 'total': yeas},
        {'position': 'nay', 'column_name': 'nays', 'total': nays},
        {'position': 'abstain', 'column_name': 'abstentions', 'total': abstentions},
        {'position': 'present', 'column_name': 'present', 'total': present},
        {'position': 'not_voting', 'column_name': 'not_voting', 'total': not_voting}
    ], recursive := true)
    FROM votes
),
counted AS (
    SELECT t.*, count(p.vote_id) AS found
    FROM totals AS t LEFT JOIN vote_positions AS p ON (p.vote_id, p.position) = (t.vote_id, t.position)
    GROUP BY ALL
),
decided_by_the_vice_president AS (
    SELECT vote_id
    FROM votes JOIN vote_positions USING (vote_id)
    WHERE chamber_id = 'us-senate' AND abs(yeas - nays) = 1
    GROUP BY vote_id
    HAVING count(*) FILTER (position = 'yea') = count(*) FILTER (position = 'nay')
)
SELECT row_at, 'positions_coverage', format('''none'', but {} positions say {}', found, position)
FROM counted
WHERE positions_coverage = 'none' AND found > 0
UNION ALL
SELECT row_at, column_name, format('{}, but {} positions say {}; totals and complete positions must agree', quoted(total), found, position)
FROM counted
WHERE positions_coverage = 'complete' AND coalesce(total, 0) <> found
    AND NOT (total = found + 1 AND position IN ('yea', 'nay') AND vote_id IN (FROM decided_by_the_vice_president))
UNION ALL
SELECT row_at, column_name, format('{}, but {} positions say {}; explain it by a citation', quoted(total), found, position)
FROM counted
WHERE positions_coverage = 'partial' AND found > total AND NOT is_contradicted('votes', vote_id, column_name);

-- rule passed_votes_have_the_majority on votes
-- A recorded result fits the counts and the share required; a swapped pair of totals shows here.
-- Three fifths are of the senators sworn, not of those voting, and are not judged.
WITH carried AS (
    SELECT *, CASE majority_required WHEN '1/2' THEN yeas > nays WHEN '2/3' THEN yeas >= 2 * nays END AS is_carried
    FROM votes
)
SELECT row_at, 'result', format('{} does not fit {} to {} at {}', quoted(result), yeas, nays, majority_required)
FROM carried
WHERE is_carried <> coalesce(result = 'passed', false);

-- rule us_bills_are_whole on bills
-- A US bill has what only records of other parliaments may lack: Congress publishes it of every bill.
SELECT row_at, column_name, 'empty; the record of a US bill has it'
FROM (
    SELECT row_at, unnest([
        {'column_name': 'number', 'cell': number},
        {'column_name': 'session', 'cell': session},
        {'column_name': 'introduced_date', 'cell': introduced_date},
        {'column_name': 'status_as_of_date', 'cell': CAST(status_as_of_date AS VARCHAR)}
    ], recursive := true)
    FROM bills
    WHERE jurisdiction_code = 'US'
)
WHERE cell IS NULL;

-- rule status_is_not_behind_the_steps on bills
-- The stage of a bill is not behind any of its steps, and the day of a debate is that of the last one.
-- A stage copied from the first account of a bill stays behind when a later step is added; this finds it.
WITH stages (status, stage) AS (
    VALUES
        ('drafted', 0), ('introduced', 1), ('considered', 2), ('in_committee', 3), ('ordered_reported', 4), ('reported', 5),
        ('passed_one_chamber', 6), ('passed_both_chambers', 7), ('enacted', 8), ('adopted', 8), ('rejected', 8), ('withdrawn', 8)
),
kinds (action_type, stage) AS (
    VALUES
        ('introduced', 1), ('considered', 2), ('referred', 3), ('hearing', 3), ('markup', 3), ('discharged', 3),
        ('ordered_reported', 4), ('reported', 5), ('calendar', 5), ('passed', 6), ('presented', 7), ('signed', 8), ('became_law', 8)
),
steps AS (
    SELECT b.row_at, b.status, b.status_date, a.action_date, a.action_type, stages.stage AS reached, kinds.stage AS made
    FROM bills AS b
    JOIN stages ON stages.status = CAST(b.status AS VARCHAR)
    JOIN bill_actions AS a USING (bill_id)
    JOIN kinds ON kinds.action_type = CAST(a.action_type AS VARCHAR)
)
SELECT row_at, 'status', format('{}, but the step {} of {} goes further', quoted(status), quoted(action_type), action_date)
FROM steps
WHERE made > reached
UNION ALL
SELECT row_at, 'status_date', format('{}, but the step {} is of {}', quoted(status_date), quoted(action_type), action_date)
FROM steps
WHERE status = 'considered' AND action_type = 'considered' AND is_later(action_date, status_date);

-- rule drafts_are_not_introduced on bills
-- What no parliament is known to have received has no day of introduction and no step in a chamber.
-- A draft that the press makes known looks like a bill; counts of bills put before a parliament must not have it.
SELECT row_at, 'introduced_date', format('{}, but the status is drafted; expected an empty cell', quoted(introduced_date))
FROM bills
WHERE status = 'drafted' AND introduced_date IS NOT NULL
UNION ALL
SELECT b.row_at, 'status', format('{}, but the step {} names a chamber', quoted(b.status), quoted(action_type))
FROM bills AS b JOIN bill_actions AS a USING (bill_id)
WHERE b.status = 'drafted' AND a.chamber_id IS NOT NULL;

-- rule introduced_before_status on bills
-- A bill is introduced before it reaches a stage, and its record is not older than that stage.
SELECT row_at, 'status_date', format('{} lies before introduced_date {}', quoted(status_date), quoted(introduced_date))
FROM bills
WHERE status_date < substr(introduced_date, 1, length(status_date))
UNION ALL
SELECT row_at, 'status_as_of_date', format('{} lies before status_date {}', quoted(status_as_of_date), quoted(status_date))
FROM bills
WHERE status_date > text(status_as_of_date) AND status_as_of_date IS NOT NULL;

-- rule enacted_bills_have_their_law on bills
-- A bill names a law exactly when it was enacted.
SELECT row_at, 'law_id', format('{} does not fit status {}; an enacted bill has its law, no other has', quoted(law_id), quoted(status))
FROM bills
WHERE (status = 'enacted') <> (law_id IS NOT NULL);

-- rule related_bills_are_named_by_id on bill_relations
-- A related bill of Congress that is here is named by its id.
-- A bill that comes later would else stay apart from those that named it before.
SELECT r.row_at, 'related_bill_id', format('empty, but {} is {}', quoted(related_bill_number), b.bill_id)
FROM bill_relations AS r
JOIN bills AS b ON regexp_replace(related_bill_number, '(st|nd|rd|th)\)$', ')') = format('{} ({})', b.number, b.session)
WHERE related_bill_id IS NULL AND b.jurisdiction_code = 'US';

-- rule texts_are_enacted_in_enacted_bills on bill_relations
-- A bill whose text was enacted in another one has no law of its own, and the other one has.
SELECT r.row_at, 'relation_type', format('{}, but {} is {}; expected enacted', quoted(relation_type), related_bill_id, b.status)
FROM bill_relations AS r JOIN bills AS b ON b.bill_id = r.related_bill_id
WHERE relation_type = 'text_enacted_in' AND b.law_id IS NULL
UNION ALL
SELECT r.row_at, 'relation_type', format('{}, but {} was enacted itself', quoted(relation_type), bill_id)
FROM bill_relations AS r JOIN bills AS b USING (bill_id)
WHERE relation_type = 'text_enacted_in' AND b.law_id IS NOT NULL;

-- rule enacted_texts_name_their_law on bill_relations
-- A text that was enacted stands in the law that the other bill became, or in a part of it; no other relation has a law.
SELECT row_at, 'law_id', format('{} does not fit relation_type {}; an enacted text has its law, no other has', quoted(law_id), quoted(relation_type))
FROM bill_relations
WHERE (relation_type = 'text_enacted_in') <> (law_id IS NOT NULL)
UNION ALL
SELECT r.row_at, 'law_id', format('{}, but {} became {}', quoted(r.law_id), related_bill_id, b.law_id)
FROM bill_relations AS r
JOIN bills AS b ON b.bill_id = r.related_bill_id
JOIN laws AS l ON l.law_id = r.law_id
WHERE b.law_id NOT IN (r.law_id, coalesce(l.part_of_law_id, r.law_id));

-- rule laws_adopted_when_enacted on bills
-- A bill became law on the day on which its law was adopted.
SELECT b.row_at, 'status_date', format('{}, but {} was adopted on {}', quoted(status_date), law_id, adopted_date)
FROM bills AS b JOIN laws USING (law_id)
WHERE adopted_date IS NOT NULL AND adopted_date IS DISTINCT FROM status_date;

-- rule every_bill_has_its_sponsor_and_introduction on bills
-- A US bill has exactly one sponsor, who joins on introduction, and a first step of that day.
WITH sponsors AS (
    SELECT bill_id, string_agg(quoted(joined_date), ', ' ORDER BY sponsorship_id) AS joined
    FROM sponsorships
    WHERE role = 'sponsor'
    GROUP BY bill_id
),
steps AS (SELECT bill_id, max(action_date) AS begun FROM bill_actions WHERE action_type = 'introduced' GROUP BY bill_id),
us_bills AS (
    SELECT * FROM bills LEFT JOIN sponsors USING (bill_id) LEFT JOIN steps USING (bill_id) WHERE jurisdiction_code = 'US'
)
SELECT row_at, 'bill_id', format('{} has sponsors joining on [{}]; expected one, on {}', quoted(bill_id), text(joined), text(introduced_date))
FROM us_bills
WHERE joined IS DISTINCT FROM quoted(introduced_date)
UNION ALL
SELECT row_at, 'introduced_date', format('{}, but the step ''introduced'' is of {}', quoted(introduced_date), CASE WHEN begun IS NULL THEN 'None' ELSE quoted(begun) END)
FROM us_bills
WHERE begun IS NULL OR begun IS DISTINCT FROM introduced_date;

-- rule cosponsors_join_in_time on sponsorships
-- A cosponsor joins on or after introduction, is original exactly when on that day, withdraws later.
WITH joined AS (
    SELECT s.row_at, text(joined_date) AS joined, introduced_date AS day, is_original, withdrawn_date
    FROM sponsorships AS s JOIN bills USING (bill_id)
    WHERE role = 'cosponsor' AND joined_date IS NOT NULL
)
SELECT row_at, 'joined_date', format('{} lies before the introduction on {}', quoted(joined), day)
FROM joined
WHERE joined < day
UNION ALL
SELECT row_at, 'is_original', format('{}, but joined on {}, introduced on {}', quoted(is_original), joined, text(day))
FROM joined
WHERE is_original <> coalesce(joined = day, false)
UNION ALL
SELECT row_at, 'withdrawn_date', format('{} lies before joined_date {}', quoted(withdrawn_date), quoted(joined))
FROM joined
WHERE text(withdrawn_date) < joined AND withdrawn_date IS NOT NULL;

-- rule sponsorships_name_one_sponsor on sponsorships
-- A sponsorship names a member, or a body, or says how many sponsors it stands for.
WITH named AS (
    SELECT row_at, list_filter([
        CASE WHEN legislator_id IS NOT NULL THEN 'legislator_id' END,
        CASE WHEN entity_id IS NOT NULL THEN 'entity_id' END,
        CASE WHEN sponsor_count IS NOT NULL THEN 'sponsor_count' END
    ], lambda column_name: column_name IS NOT NULL) AS columns
    FROM sponsorships
)
SELECT row_at, 'legislator_id', format(
    'filled: {}; expected one of legislator_id, entity_id, sponsor_count',
    CASE WHEN len(columns) = 0 THEN 'none' ELSE array_to_string(columns, ', ') END
)
FROM named
WHERE len(columns) <> 1;

-- rule steps_are_in_order on bill_actions
-- Steps of a bill are numbered from 1 without gaps and do not go back in time.
WITH steps AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY bill_id ORDER BY sequence) AS place,
        lag(action_date) OVER (PARTITION BY bill_id ORDER BY sequence) AS before
    FROM bill_actions
)
SELECT row_at, 'sequence', format('{} at place {}; expected steps numbered from 1 without gaps', sequence, place)
FROM steps
WHERE sequence <> place
QUALIFY row_number() OVER (PARTITION BY bill_id ORDER BY sequence) = 1
UNION ALL
SELECT row_at, 'action_date', format('{} follows {}; expected steps in order of time', quoted(action_date), quoted(before))
FROM steps
WHERE action_date < substr(before, 1, length(action_date));

-- rule roll_calls_match_their_vote on bill_actions
-- A step that names a vote has its number, chamber and day.
WITH pairs AS (
    SELECT a.row_at, v.vote_id, unnest([
        {'column_name': 'roll_call_number', 'cell': CAST(a.roll_call_number AS VARCHAR), 'other': 'number', 'voted': CAST(v.number AS VARCHAR)},
        {'column_name': 'chamber_id', 'cell': a.chamber_id, 'other': 'chamber_id', 'voted': v.chamber_id},
        {'column_name': 'action_date', 'cell': a.action_date, 'other': 'vote_date', 'voted': CAST(v.vote_date AS VARCHAR)}
    ], recursive := true)
    FROM bill_actions AS a JOIN votes AS v USING (vote_id)
)
SELECT row_at, column_name, format('{}, but {} has {} {}', quoted(cell), vote_id, other, quoted(voted))
FROM pairs
WHERE cell IS DISTINCT FROM voted;

-- rule laws_in_order_of_time on laws
-- A law is not published or in force before it was adopted, nor ended before it was in force.
WITH pairs AS (
    SELECT row_at, unnest([
        {'earlier': 'adopted_date', 'one': adopted_date, 'later': 'in_force_date', 'other': in_force_date},
        {'earlier': 'in_force_date', 'one': in_force_date, 'later': 'ended_date', 'other': ended_date},
        {'earlier': 'adopted_date', 'one': adopted_date, 'later': 'ended_date', 'other': CASE WHEN in_force_date IS NULL THEN ended_date END}
    ], recursive := true)
    FROM laws
)
SELECT row_at, later, format('{} lies before {} {}', quoted(other), earlier, quoted(one))
FROM pairs
WHERE other < substr(one, 1, length(other))
UNION ALL
SELECT row_at, 'part_of_law_id', 'an act is not a part of itself'
FROM laws
WHERE part_of_law_id = law_id;

-- rule laws_of_high_confidence_have_two_sources on laws
-- A law that rests on a page that is not official is of high confidence only with a second source.
-- A mirror or one newspaper alone is what the column calls medium.
SELECT l.row_at, 'confidence', format('{}, but {} is not official and no citation supports the row; expected medium, or a second source', quoted(l.confidence), l.source_id)
FROM laws AS l JOIN sources USING (source_id)
WHERE l.confidence = 'high' AND NOT is_official
    AND law_id NOT IN (SELECT row_id FROM citations WHERE table_name = 'laws' AND stance = 'supports');
