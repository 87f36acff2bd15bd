-- What became of which bill? One row a bill.
INSERT INTO bill_outcomes BY NAME
WITH sponsors AS (
    SELECT
        bill_id,
        string_agg(coalesce(m.name, e.name), '; ' ORDER BY sponsorship_id) FILTER (role <> 'cosponsor') AS sponsor,
        CASE WHEN count(*) FILTER (role <> 'cosponsor') = 1 THEN any_value(party_code) FILTER (role <> 'cosponsor') END AS sponsor_party,
        count(*) FILTER (role = 'cosponsor' AND withdrawn_date IS NULL) AS cosponsor_count
    FROM sponsorships
    LEFT JOIN legislators AS m USING (legislator_id)
    LEFT JOIN entities AS e ON e.entity_id = sponsorships.entity_id
    GROUP BY bill_id
),
-- A bill that is not law itself, but whose text became law within another one of the same legislature.
vehicles AS (
    SELECT bill_id, related_bill_id, related_bill_number, bill_relations.law_id, adopted_date
    FROM bill_relations JOIN laws ON laws.law_id = bill_relations.law_id
    WHERE relation_type = 'text_enacted_in'
),
ends AS (
    SELECT
        b.bill_id,
        CASE
            WHEN b.status IN ('enacted', 'adopted', 'rejected', 'withdrawn', 'drafted') THEN text(b.status)
            WHEN v.bill_id IS NOT NULL THEN 'text_enacted'
            WHEN b.is_lapsed THEN 'lapsed'
            WHEN NOT b.is_lapsed THEN 'pending'
            ELSE 'not_known'
        END AS outcome,
        CASE outcome
            WHEN 'text_enacted' THEN v.adopted_date
            WHEN 'lapsed' THEN text(make_date(1789 + 2 * CAST(b.session AS INTEGER), 1, 3)) -- a Congress ends on 3 January
            WHEN 'enacted' THEN b.status_date
            WHEN 'adopted' THEN b.status_date
            WHEN 'rejected' THEN b.status_date
            WHEN 'withdrawn' THEN b.status_date
        END AS outcome_date,
        v.related_bill_id, v.related_bill_number, coalesce(b.law_id, v.law_id) AS law_id
    FROM bills AS b LEFT JOIN vehicles AS v USING (bill_id)
)
SELECT
    b.bill_id,
    b.jurisdiction_code,
    b.session,
    b.number,
    known.title,
    b.relevance,
    s.sponsor,
    s.sponsor_party,
    -- That nobody is told as cosponsor means none where the record of a US bill is kept here whole.
    CASE WHEN s.cosponsor_count > 0 OR (b.jurisdiction_code = 'US' AND source.sha256 IS NOT NULL) THEN coalesce(s.cosponsor_count, 0) END AS cosponsor_count,
    b.introduced_date,
    b.introduced_year,
    b.status_date AS last_step_date,
    b.status AS last_step,
    e.outcome,
    e.related_bill_id AS enacted_through_bill_id,
    e.related_bill_number AS enacted_through_number,
    e.law_id AS enacted_through_law_id,
    CASE WHEN length(b.introduced_date) = 10 AND length(e.outcome_date) = 10 THEN CAST(e.outcome_date AS DATE) - CAST(b.introduced_date AS DATE) END AS days_to_outcome,
    source.url AS source_url
FROM bills AS b
JOIN ends AS e USING (bill_id)
JOIN sources AS source ON source.source_id = b.source_id
LEFT JOIN sponsors AS s USING (bill_id)
JOIN bill_names AS known USING (bill_id);
