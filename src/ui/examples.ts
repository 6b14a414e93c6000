import exactTypes from './examples/exact-types.sql?raw';
import fromFirst from './examples/from-first.sql?raw';
import groupBy from './examples/group-by.sql?raw';
import long from './examples/long.sql?raw';
import mistake from './examples/mistake.sql?raw';
import pivot from './examples/pivot.sql?raw';
import script from './examples/script.sql?raw';
import sessionInside from './examples/session-inside.sql?raw';
import welcome from './examples/welcome.sql?raw';
import window from './examples/window.sql?raw';

export interface Example {
  title: string;
  /** What it teaches, in a few words. */
  summary: string;
  sql: string;
}

/** In the order of the menu. The first is what a new visitor finds in the editor. */
export const examples: readonly [Example, ...Example[]] = [
  { title: 'First query', summary: 'Group, count and draw penguins', sql: welcome },
  { title: 'Join two files', summary: 'Delays by airport', sql: groupBy },
  { title: 'Window function', summary: 'A moving average of the weather', sql: window },
  { title: 'Pivot', summary: 'Values become columns', sql: pivot },
  { title: 'FROM first', summary: 'DuckDB’s shorter ways to say it', sql: fromFirst },
  { title: 'Several statements', summary: 'Make a table, then ask it', sql: script },
  { title: 'Exact types', summary: 'Decimals, intervals, structs, blobs', sql: exactTypes },
  { title: 'The session from inside', summary: 'System views, live', sql: sessionInside },
  { title: 'A mistake', summary: 'How errors are shown', sql: mistake },
  { title: 'A long query', summary: 'Something to cancel', sql: long },
];
