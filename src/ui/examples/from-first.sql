-- DuckDB lets FROM come first, SELECT stay away, and COLUMNS() name many columns at once.
FROM 'cars.csv'
SELECT
  origin,
  count(*) AS cars,
  round(avg(COLUMNS('horsepower|weight_in_lbs|miles_per_gallon')), 1)
WHERE year >= DATE '1976-01-01'
GROUP BY origin
ORDER BY cars DESC;
