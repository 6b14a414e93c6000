-- A mistake, on purpose. The place is underlined, and the message says what would have worked.
SELECT species, avg(body_mas_g) AS avg_mass
FROM 'penguins.csv'
GROUP BY species;
