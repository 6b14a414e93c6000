-- Thousands of millions of rows, for the Cancel button. The page stays awake meanwhile.
SELECT count(*) AS pairs, sum((a.i * b.i) % 7) AS checksum
FROM range(200_000) AS a(i), range(200_000) AS b(i);
