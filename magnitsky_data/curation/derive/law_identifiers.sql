-- The official identifiers of a law, each opened from its own citation, title or document number.
-- A decision or regulation of the EU tells its number in its title, a text adopted by the European Parliament
-- in its citation: its CELEX number is of sector 5, descriptor IP. Acts of Canada have a chapter of the annual statutes and, once
-- consolidated, a number of their own in brackets.
INSERT INTO law_identifiers BY NAME
WITH read AS (
    SELECT
        law_id, jurisdiction_code,
        regexp_extract(title, '^Council (Regulation \(EU\)|Decision \(CFSP\)) (\d{4})/(\d+)', ['kind', 'year', 'number']) AS eu,
        regexp_extract(citation, '^P\d+_TA\((\d{4})\)(\d{4})', ['year', 'number']) AS ep,
        regexp_extract(citation, '^SI (\d{4})/(\d+)$', ['year', 'number']) AS uk_si,
        regexp_extract(citation, '^(\d{4}) c\. (\d+)(?:, s\.(\d+))?$', ['year', 'number', 'section']) AS uk_act,
        regexp_extract(citation, '^F\d{4}L\d{5}$') AS au_instrument,
        regexp_extract(citation, '^No\. (\d+), (\d{4})$', ['number', 'year']) AS au_act,
        regexp_extract(citation, '^S\.C\. (\d{4}), c\. (\d+)(?: \(([A-Z]-[\d.]+)\))?$', ['year', 'number', 'chapter']) AS ca_act,
        regexp_extract(citation, '^SOR/(\d{4}-\d+)', 1) AS ca_regulation,
        regexp_extract(citation, '^Pub\. L\. (\d+)-(\d+)', ['congress', 'number']) AS us_law,
        regexp_extract(citation, '(\d+) U\.S\.C\. (\d+)', ['title', 'section']) AS us_code,
        regexp_extract(document_number, '^\d{4}-\d+$') AS fr_document,
        regexp_extract(citation, '(\d+) FR (\d+)', ['volume', 'page']) AS fr_page
    FROM laws
),
found AS (
    SELECT
        law_id, 'celex' AS scheme, '3' || eu.year || CASE left(eu.kind, 1) WHEN 'R' THEN 'R' ELSE 'D' END || lpad(eu.number, 4, '0') AS value,
        'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:' || value AS url
    FROM read
    WHERE eu.number <> ''
    UNION ALL
    SELECT law_id, 'celex', '5' || ep.year || 'IP' || ep.number AS value, 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:' || value
    FROM read
    WHERE ep.number <> ''
    UNION ALL
    SELECT
        law_id, 'eli', CASE left(eu.kind, 1) WHEN 'R' THEN 'reg' ELSE 'dec' END || '/' || eu.year || '/' || eu.number AS value,
        'http://data.europa.eu/eli/' || value || '/oj'
    FROM read
    WHERE eu.number <> ''
    UNION ALL
    SELECT law_id, 'uk_legislation', 'uksi/' || uk_si.year || '/' || uk_si.number AS value, 'https://www.legislation.gov.uk/' || value
    FROM read
    WHERE uk_si.number <> ''
    UNION ALL
    SELECT
        law_id, 'uk_legislation',
        'ukpga/' || uk_act.year || '/' || uk_act.number || CASE uk_act.section WHEN '' THEN '' ELSE '/section/' || uk_act.section END AS value,
        'https://www.legislation.gov.uk/' || value
    FROM read
    WHERE uk_act.number <> ''
    UNION ALL
    SELECT law_id, 'au_frl', au_instrument, 'https://www.legislation.gov.au/' || au_instrument
    FROM read
    WHERE au_instrument <> ''
    UNION ALL
    SELECT law_id, 'au_frl', 'C' || au_act.year || 'A' || lpad(au_act.number, 5, '0') AS value, 'https://www.legislation.gov.au/' || value
    FROM read
    WHERE jurisdiction_code = 'AU' AND au_act.number <> ''
    UNION ALL
    SELECT law_id, 'ca_justice', 'AnnualStatutes/' || ca_act.year || '_' || ca_act.number AS value, 'https://laws-lois.justice.gc.ca/eng/' || value || '/'
    FROM read
    WHERE ca_act.number <> ''
    UNION ALL
    SELECT law_id, 'ca_justice', 'acts/' || ca_act.chapter AS value, 'https://laws-lois.justice.gc.ca/eng/' || value || '/'
    FROM read
    WHERE ca_act.chapter <> ''
    UNION ALL
    SELECT law_id, 'ca_justice', 'regulations/SOR-' || ca_regulation AS value, 'https://laws-lois.justice.gc.ca/eng/' || value || '/'
    FROM read
    WHERE ca_regulation <> ''
    UNION ALL
    SELECT law_id, 'us_plaw', 'PLAW-' || us_law.congress || 'publ' || us_law.number AS value, 'https://www.govinfo.gov/app/details/' || value
    FROM read
    WHERE us_law.number <> ''
    UNION ALL
    SELECT
        law_id, 'us_usc', us_code.title || ' U.S.C. ' || us_code.section,
        'https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title' || us_code.title || '-section' || us_code.section
    FROM read
    WHERE us_code.section <> ''
    UNION ALL
    SELECT law_id, 'us_fr', fr_document, 'https://www.federalregister.gov/d/' || fr_document
    FROM read
    WHERE jurisdiction_code = 'US' AND fr_document <> ''
    UNION ALL
    SELECT law_id, 'us_fr', fr_page.volume || ' FR ' || fr_page.page, 'https://www.federalregister.gov/citation/' || fr_page.volume || '-FR-' || fr_page.page
    FROM read
    WHERE coalesce(fr_document, '') = '' AND fr_page.page <> ''
)
SELECT law_id, scheme, value, url FROM found;
