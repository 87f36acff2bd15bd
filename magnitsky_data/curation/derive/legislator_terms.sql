-- The dated sightings of each member, grouped by chamber, state and party into unbroken runs.
-- A sponsor of a US bill sits in the chamber of the bill. XX, the House Clerk's sign for a delegate, is no state.
INSERT INTO legislator_terms BY NAME
WITH sightings AS (
    SELECT legislator_id, chamber_id, joined_date AS day, state_code, party_code
    FROM sponsorships JOIN bills USING (bill_id)
    UNION ALL
    SELECT legislator_id, chamber_id, vote_date AS day, state_code, party_code
    FROM vote_positions JOIN votes USING (vote_id)
),
whole AS (
    SELECT DISTINCT *
    FROM sightings
    WHERE legislator_id IS NOT NULL AND day IS NOT NULL AND party_code IS NOT NULL AND state_code <> 'XX'
),
-- Places in the member's whole history and in that of one state and party differ by the same number within a run.
placed AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY legislator_id, chamber_id ORDER BY day, state_code, CAST(party_code AS VARCHAR))
        - row_number() OVER (PARTITION BY legislator_id, chamber_id, state_code, party_code ORDER BY day) AS run
    FROM whole
)
SELECT legislator_id, chamber_id, state_code, party_code, min(day) AS first_date, max(day) AS last_date
FROM placed
GROUP BY legislator_id, chamber_id, state_code, party_code, run;
