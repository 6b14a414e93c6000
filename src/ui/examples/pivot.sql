-- PIVOT turns values into columns: days of each weather, year by year.
PIVOT (SELECT year(date) AS year, weather FROM 'seattle-weather.csv')
ON weather
USING count(*)
GROUP BY year
ORDER BY year;
