-- Which airports keep their passengers waiting? GROUP BY ALL groups by what is not aggregated.
SELECT
  origin,
  name AS airport,
  count(*) AS flights,
  round(avg(delay), 1) AS avg_delay_min,
  max(delay) AS worst_min
FROM 'flights.csv' AS f
JOIN 'airports.csv' AS a ON a.iata = f.origin
GROUP BY ALL
HAVING flights >= 50
ORDER BY avg_delay_min DESC
LIMIT 20;
