-- Which US bills lapsed: their Congress ended (Twentieth Amendment, section 1) before they were finished, and their text
-- became law in no other bill.
UPDATE bills
SET is_lapsed =
    status NOT IN ('enacted', 'adopted', 'rejected', 'withdrawn')
    AND make_date(1789 + 2 * CAST(session AS INTEGER), 1, 3) <= release_date()
    AND bill_id NOT IN (SELECT bill_id FROM bill_relations WHERE relation_type = 'text_enacted_in')
WHERE jurisdiction_code = 'US' AND TRY_CAST(session AS INTEGER) IS NOT NULL;
