import { REPLACEMENT_PREFIX, REPLACEMENT_SUFFIX } from './replacement-names';

/** A name that the engine finds no table for, so that it asks what stands in: of one file, or of several. */
const asked = (name: string): string =>
  `'FROM "${REPLACEMENT_PREFIX}' || replace(${name}, '"', '""') || '${REPLACEMENT_SUFFIX}"'`;

const ofPaths = `FROM query(array_to_string(
  list_transform(
    CASE WHEN typeof(path) = 'VARCHAR' THEN [path::VARCHAR] ELSE path::VARCHAR[] END,
    lambda each: ${asked('each')}
  ), ' UNION ALL BY NAME '))`;

const PATH_READERS = [
  'read_parquet',
  'parquet_scan',
  'read_json',
  'read_json_auto',
  'read_ndjson',
  'read_ndjson_auto',
  'read_arrow',
];

/**
 * Table functions of extensions that the build does not have, as macros over what the page reads itself. They are temporary ones
 * of each connection: found whatever it has in use, and without a place in anybody's database.
 */
export const READER_MACROS: readonly string[] = [
  ...PATH_READERS.map((name) => `CREATE TEMP MACRO ${name}(path) AS TABLE ${ofPaths}`),
  // In the words of the excel and sqlite extensions.
  `CREATE TEMP MACRO read_xlsx(path, sheet := NULL) AS TABLE FROM query(${asked("path || coalesce('#' || sheet, '')")})`,
  `CREATE TEMP MACRO sqlite_scan(path, table_name) AS TABLE FROM query(${asked("path || '#' || table_name")})`,
];
