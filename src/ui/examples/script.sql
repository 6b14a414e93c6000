-- Several statements: each gets its own tab below, and the new table appears in the catalog.
CREATE OR REPLACE TABLE countries AS
FROM 'gapminder.csv';

SUMMARIZE countries;

SELECT
  region,
  count(*) AS countries,
  sum(population) AS people,
  round(avg(health), 1) AS years_of_life
FROM countries
GROUP BY region
ORDER BY people DESC;
