-- Every value is shown exactly as DuckDB prints it, whatever its type.
SELECT
  1.50::DECIMAL(10, 2) AS price,
  170141183460469231731687303715884105727::HUGEINT AS huge,
  0.1 + 0.2 AS exact_sum,
  0.1::DOUBLE + 0.2::DOUBLE AS float_sum,
  DATE '2024-02-29' + INTERVAL '1 year 2 days 3 hours' AS later,
  {'name': 'mallard', 'tags': ['duck', NULL]} AS record,
  MAP {'pond': 3, 'river': 1} AS places,
  'a\x00b'::BLOB AS bytes,
  uuid() AS id,
  NULL AS nothing,
  'NULL' AS the_word;
