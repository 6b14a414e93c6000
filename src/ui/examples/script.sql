-- Several statements: each gets its own tab below, and the new table appears in the catalog.
CREATE OR REPLACE TABLE countries AS
FROM 'gapminder.csv';

SELECT region, count(*) AS countries, sum(population) AS people
FROM countries
GROUP BY region
ORDER BY people DESC;

SUMMARIZE countries;
