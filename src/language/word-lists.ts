/** The words or phrases of a text that lists them between commas, over as many lines as it takes. */
export function listOf(text: string): string[] {
  return text.split(',').map((phrase) => phrase.trim());
}
