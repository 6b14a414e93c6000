/**
 * Text of a DECIMAL, given that of its unscaled value. Where all digits are behind the point (`scale` = `width`) the engine
 * prints no zero before it.
 */
export function decimalText(unscaled: string, width: number, scale: number): string {
  if (scale === 0) return unscaled;
  const sign = unscaled.startsWith('-') ? '-' : '';
  const digits = unscaled.slice(sign.length).padStart(width > scale ? scale + 1 : scale, '0');
  const point = digits.length - scale;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
