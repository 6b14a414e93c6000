/** The tables that the corpus asks about: a shop, a flat log, a bicycle hire, and names that need care. */
export const schema = `
  CREATE TABLE customers (id INTEGER, full_name VARCHAR, email VARCHAR, country VARCHAR, city VARCHAR, signed_up DATE, is_active BOOLEAN);
  CREATE TABLE orders (id INTEGER, customer_id INTEGER, ordered_at TIMESTAMP, status VARCHAR, total DECIMAL(10, 2), discount DOUBLE);
  CREATE TABLE order_items (order_id INTEGER, product_id INTEGER, quantity INTEGER, unit_price DECIMAL(10, 2));
  CREATE TABLE products (id INTEGER, title VARCHAR, category_id INTEGER, price DECIMAL(10, 2), tags VARCHAR[], size STRUCT(width DOUBLE, height DOUBLE, unit VARCHAR));
  CREATE TABLE categories (id INTEGER, label VARCHAR, parent_id INTEGER);
  CREATE TABLE stations (station_id VARCHAR, name VARCHAR, latitude DOUBLE, longitude DOUBLE, capacity INTEGER);
  CREATE TABLE trips (trip_id BIGINT, start_station_id VARCHAR, end_station_id VARCHAR, started_at TIMESTAMP, ended_at TIMESTAMP, distance_km DOUBLE, rider VARCHAR);
  CREATE TABLE weather (station_id VARCHAR, day DATE, temperature DOUBLE, rainfall DOUBLE);
  CREATE TABLE events (event_id BIGINT, user_id INTEGER, event_type VARCHAR, created_at TIMESTAMP, payload STRUCT(page VARCHAR, referrer STRUCT(host VARCHAR, path VARCHAR)));
  CREATE TABLE users (user_id INTEGER, user_name VARCHAR, plan VARCHAR, joined DATE);
  CREATE TABLE "Sales Report" ("Net Amount" DOUBLE, "group" VARCHAR, "a.b" INTEGER, region VARCHAR);
  CREATE TABLE "order" (id INTEGER, note VARCHAR);
  CREATE SCHEMA staging;
  CREATE TABLE staging.imports (import_id INTEGER, source_file VARCHAR, loaded_at TIMESTAMP);
  CREATE VIEW active_customers AS SELECT id, full_name, country FROM customers WHERE is_active;
  CREATE VIEW daily_revenue AS SELECT ordered_at::DATE AS day, sum(total) AS revenue FROM orders GROUP BY ALL;
  ATTACH ':memory:' AS sys;
  CREATE VIEW sys.queries AS SELECT 'q-1' AS query_id, 'SELECT 1' AS sql, 0.5 AS duration_ms;
  CREATE VIEW sys.processes AS SELECT 'q-1' AS query_id, 'main' AS namespace;
`;

export const files = ['penguins.csv', 'flights-2024.csv', 'stocks.parquet'];

/** A place in SQL, `‸`, and what is to be suggested there: one label, or any of several. */
export type Case = readonly [sql: string, expected: string | readonly string[]];
