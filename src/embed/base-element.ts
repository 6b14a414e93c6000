/** `HTMLElement`, or where there is none a stand-in: frameworks import the script while they render pages on a server. */
export const BaseElement: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;
