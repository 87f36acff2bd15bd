-- Who voted how on which act? One row a member and vote, for every vote of which positions are known.
INSERT INTO roll_calls BY NAME
SELECT
    v.vote_id,
    v.vote_date,
    c.jurisdiction_code,
    c.name AS chamber,
    v.bill_id,
    bill.title AS act,
    v.relevance,
    v.question,
    v.question_type,
    v.result,
    m.name AS member,
    p.legislator_id,
    m.bioguide_id,
    p.party_code,
    p.state_code,
    p.position,
    v.yeas,
    v.nays,
    source.url AS source_url
FROM vote_positions AS p
JOIN votes AS v USING (vote_id)
JOIN chambers AS c ON c.chamber_id = v.chamber_id
JOIN legislators AS m USING (legislator_id)
JOIN sources AS source ON source.source_id = v.source_id
JOIN bill_names AS bill USING (bill_id);
