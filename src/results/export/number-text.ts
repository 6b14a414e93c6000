/** The number of a FLOAT's or DOUBLE's text: the engine writes `inf` and `nan`. */
export function numberOf(text: string): number {
  if (text.endsWith('inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return text.endsWith('nan') ? Number.NaN : Number(text);
}
