const integers = new Intl.NumberFormat('en');

/** `1,234` */
export function formatCount(count: number): string {
  return integers.format(count);
}

/** `1 row`, `1,234 rows` */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `~1,234 rows`: the engine counts rows that were deleted too. */
export function aboutRows(estimate: number): string {
  return `~${countOf(estimate, 'row')}`;
}

/** `0.4 ms`, `12 ms`, `1.2 s`, `2 min 5 s` */
export function formatDuration(ms: number): string {
  if (ms < 0.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `512 B`, `48 kB`, `7.7 MB`, `3.2 GB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
