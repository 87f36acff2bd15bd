-- Measures in answer, what triggered them and whom they name.

-- rule triggers_precede_their_answer on retaliation_triggers
-- What a measure answers is not later than its announcement; a wrong round or a swapped day shows here.
SELECT t.row_at, 'trigger_date', format('{} lies after {} of {}', quoted(trigger_date), measure_id, announced_date)
FROM retaliation_triggers AS t JOIN retaliatory_measures USING (measure_id)
WHERE is_later(trigger_date, announced_date);

-- rule triggers_have_the_day_of_their_round on retaliation_triggers
-- A trigger that names a round, or an act by its signature, is of that day.
WITH named AS (
    SELECT t.row_at, trigger_date AS day, coalesce(CAST(round_date AS VARCHAR), adopted_date) AS named_day
    FROM retaliation_triggers AS t LEFT JOIN designation_rounds USING (round_id) LEFT JOIN laws ON laws.law_id = t.law_id
)
SELECT row_at, 'trigger_date', format('{}, but what it names is of {}', quoted(day), named_day)
FROM named
WHERE substr(named_day, 1, length(day)) <> substr(day, 1, length(named_day));

-- rule announced_numbers_equal_targets on retaliatory_measures
-- A measure's announced numbers equal its targets where these are complete, and are exceeded nowhere.
-- A citation that conflicts with the number explains a difference. Without targets the coverage is none.
WITH targets AS (
    SELECT
        m.row_at, measure_id, targets_coverage, announced_persons, announced_organizations,
        count(t.entity_id) AS found,
        count(*) FILTER (entity_type = 'person') AS persons,
        count(*) FILTER (entity_type = 'organization') AS organizations
    FROM retaliatory_measures AS m
    LEFT JOIN retaliation_targets AS t USING (measure_id)
    LEFT JOIN entities AS e ON e.entity_id = t.entity_id
    GROUP BY ALL
),
kinds AS (
    SELECT row_at, measure_id, targets_coverage, found AS found_in_all, unnest([
        {'column_name': 'announced_persons', 'kind': 'person', 'told': announced_persons, 'found': persons},
        {'column_name': 'announced_organizations', 'kind': 'organization', 'told': announced_organizations, 'found': organizations}
    ], recursive := true)
    FROM targets
),
covered AS (SELECT *, coalesce(targets_coverage IN ('complete', 'partial'), false) AS is_covered FROM kinds)
SELECT DISTINCT row_at, 'targets_coverage', format('{}, but {} targets are here; expected complete or partial exactly where there are some', quoted(targets_coverage), found_in_all)
FROM covered
WHERE is_covered <> (found_in_all > 0)
UNION ALL
SELECT row_at, column_name, format('{}, but {} targets are of the type {}; mend the coverage, or explain it by a citation', quoted(told), found, kind)
FROM covered
WHERE is_covered = (found_in_all > 0)
    AND CASE WHEN targets_coverage = 'complete' THEN found <> coalesce(told, 0) ELSE found > told END
    AND NOT is_contradicted('retaliatory_measures', measure_id, column_name);

-- rule announced_numbers_were_announced on retaliatory_measures
-- A number that the title or note calls about so many, or that nobody announced, is no announced number.
-- A claim would be set beside the press as if an authority had spoken.
SELECT row_at, column_name, format('{}, but the row tells of a number that is not announced; leave the cell empty', quoted(told))
FROM (
    SELECT row_at, concat_ws('. ', title, note) AS words, unnest([
        {'column_name': 'announced_persons', 'told': announced_persons},
        {'column_name': 'announced_organizations', 'told': announced_organizations}
    ], recursive := true)
    FROM retaliatory_measures
)
WHERE told IS NOT NULL AND regexp_matches(words, '(?i)\b(about|nearly|almost|more than|over) [0-9]|no (exact |announced )?(number|figure)|nor a number');

-- rule person_lists_name_somebody on retaliatory_measures
-- A list of persons names somebody, published or not, and says how many of them are here; a clause of general effect is a law.
SELECT row_at, 'measure_type', format('{}, but targets_coverage is empty, so it names nobody; expected law', quoted(measure_type))
FROM retaliatory_measures
WHERE measure_type = 'person_list' AND targets_coverage IS NULL;

-- rule lifted_after_announced on retaliatory_measures
-- A measure ends, and a target is released, no earlier than it was announced.
SELECT row_at, 'ended_date', format('{} lies before announced_date {}', quoted(ended_date), quoted(announced_date))
FROM retaliatory_measures
WHERE is_later(announced_date, ended_date);

-- rule lifted_after_announced on retaliation_targets
-- The same for each target, who is not released after the measure's end either.
SELECT t.row_at, 'lifted_date', format('{} lies before the announcement on {}', quoted(lifted_date), announced_date)
FROM retaliation_targets AS t JOIN retaliatory_measures USING (measure_id)
WHERE is_later(announced_date, lifted_date)
UNION ALL
SELECT t.row_at, 'lifted_date', format('{} lies after the measure''s end on {}', quoted(lifted_date), ended_date)
FROM retaliation_targets AS t JOIN retaliatory_measures USING (measure_id)
WHERE is_later(lifted_date, ended_date);

-- rule parts_are_of_another_measure on retaliatory_measures
-- A part of a measure is not a part of itself, and is imposed by the same jurisdiction.
SELECT row_at, 'part_of_measure_id', 'a measure is not a part of itself'
FROM retaliatory_measures
WHERE part_of_measure_id = measure_id
UNION ALL
SELECT part.row_at, 'part_of_measure_id', quoted(whole.measure_id) || ' is of another jurisdiction'
FROM retaliatory_measures AS part JOIN retaliatory_measures AS whole ON whole.measure_id = part.part_of_measure_id
WHERE whole.imposing_jurisdiction_code <> part.imposing_jurisdiction_code;
