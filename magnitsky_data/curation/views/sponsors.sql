-- Who put forward or joined which bill of the family? One row a member, bill and capacity; what only mentions an Act is left out.
INSERT INTO sponsors BY NAME
SELECT
    s.sponsorship_id,
    s.bill_id,
    b.jurisdiction_code,
    b.session,
    b.number,
    known.title AS act,
    b.relevance,
    s.role,
    m.name AS member,
    s.legislator_id,
    m.bioguide_id,
    s.party_code,
    s.state_code,
    s.joined_date,
    s.withdrawn_date,
    source.url AS source_url
FROM sponsorships AS s
JOIN bills AS b USING (bill_id)
JOIN bill_names AS known USING (bill_id)
JOIN legislators AS m USING (legislator_id)
JOIN sources AS source ON source.source_id = s.source_id
WHERE b.relevance <> 'mention';
