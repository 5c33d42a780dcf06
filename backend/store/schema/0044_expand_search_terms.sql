-- The terms of 0027, each word taken apart once.
--- postgres
CREATE OR REPLACE FUNCTION search_terms(scope TEXT, place BIGINT, words TEXT) RETURNS TEXT[]
IMMUTABLE PARALLEL SAFE COST 1000 LANGUAGE sql AS $$
    SELECT array_agg(term) FROM (
        SELECT left(word || ' ', size) AS term
        FROM (SELECT DISTINCT unnest(string_to_array(btrim(words), ' ')) AS word) AS said,
             generate_series(1, least(length(word) + 1, 13)) AS size
        UNION ALL SELECT '@' || word FROM unnest(string_to_array(scope, ' ')) AS word
        UNION ALL SELECT '@' || split_part(scope, ' ', 1) || ' ' || bits || ' ' || (place >> bits)
        FROM generate_series(32, 48, 4) AS bits) AS terms
$$;
--- both
