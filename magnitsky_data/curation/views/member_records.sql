-- What did a member put forward, how did the member vote, and who barred the member for it or for anything else?
INSERT INTO member_records BY NAME
WITH sponsored AS (
    SELECT
        legislator_id,
        count(DISTINCT bill_id) FILTER (role <> 'cosponsor') AS bills_sponsored,
        count(DISTINCT bill_id) FILTER (role = 'cosponsor' AND withdrawn_date IS NULL) AS bills_cosponsored
    FROM sponsorships
    GROUP BY legislator_id
),
voted AS (
    SELECT
        legislator_id,
        count(*) FILTER (position = 'yea') AS core_yeas,
        count(*) FILTER (position = 'nay') AS core_nays,
        count(*) FILTER (position = 'not_voting') AS core_not_voting
    FROM vote_positions JOIN votes USING (vote_id)
    WHERE relevance = 'core'
    GROUP BY legislator_id
),
barred AS (
    SELECT
        entity_id,
        string_agg(DISTINCT imposing_jurisdiction_code, '; ' ORDER BY imposing_jurisdiction_code) AS barred_by,
        -- A standing list has the day of its state, not that on which a person was barred.
        min(announced_date_earliest) FILTER (placement <> 'standing_list') AS first_barred_date,
        bool_or(placement = 'standing_list' AND imposing_jurisdiction_code = 'RU') AS on_russian_list
    FROM retaliation_targets JOIN retaliatory_measures USING (measure_id)
    GROUP BY entity_id
),
last_seats AS (
    SELECT legislator_id, party_code, state_code
    FROM legislator_terms
    QUALIFY row_number() OVER (PARTITION BY legislator_id ORDER BY last_date DESC, first_date DESC, chamber_id) = 1
)
SELECT
    m.legislator_id,
    m.name,
    m.jurisdiction_code,
    seat.party_code,
    seat.state_code,
    coalesce(s.bills_sponsored, 0) AS bills_sponsored,
    coalesce(s.bills_cosponsored, 0) AS bills_cosponsored,
    coalesce(v.core_yeas, 0) AS core_yeas,
    coalesce(v.core_nays, 0) AS core_nays,
    coalesce(v.core_not_voting, 0) AS core_not_voting,
    b.barred_by,
    b.first_barred_date,
    coalesce(b.on_russian_list, false) AS on_russian_list,
    m.entity_id,
    m.bioguide_id,
    m.icpsr_id
FROM legislators AS m
LEFT JOIN last_seats AS seat USING (legislator_id)
LEFT JOIN sponsored AS s USING (legislator_id)
LEFT JOIN voted AS v USING (legislator_id)
LEFT JOIN barred AS b USING (entity_id);
