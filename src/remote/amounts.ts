/** Milliseconds in words. */
export function seconds(ms: number): string {
  const amount = ms / 1000;
  return `${amount} ${amount === 1 ? 'second' : 'seconds'}`;
}

/** Bytes in words. */
export function size(bytes: number): string {
  if (bytes < 2 ** 20) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
