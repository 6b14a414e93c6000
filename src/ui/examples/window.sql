-- A window looks at the rows around each row: here the seven days that end with it.
SELECT
  date,
  weather,
  temp_max,
  round(avg(temp_max) OVER week, 1) AS week_avg,
  temp_max - lag(temp_max) OVER (ORDER BY date) AS since_yesterday
FROM 'seattle-weather.csv'
WINDOW week AS (ORDER BY date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)
ORDER BY date;
