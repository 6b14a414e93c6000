-- Press Run, or Ctrl+Enter (⌘+Enter on a Mac).
-- A sample file is fetched the moment that a query names it.
FROM 'penguins.csv'
SELECT
  species,
  count(*) AS penguins,
  round(avg(body_mass_g)) AS avg_mass_g,
  bar(avg(body_mass_g), 0, 6000, 24) AS mass
GROUP BY species
ORDER BY avg_mass_g DESC;
