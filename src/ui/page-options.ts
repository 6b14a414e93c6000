import type { AddressOptions } from '../client/address-options';
import type { Role } from '../protocol/query';

/** What the page is told by its address, and by where it is shown. */
export interface PageOptions extends AddressOptions {
  /** Another page shows this one. */
  isFramed: boolean;
}

export const appPage: PageOptions = { isEmbed: false, isFramed: false, run: false, isDemo: false, isCalm: false };

/** The most that SQL may do which the address says nothing about. A framing page is a stranger. */
export function defaultRole({ isEmbed, isFramed }: PageOptions): Role {
  return isEmbed || isFramed ? 'author' : 'admin';
}

/** Whether the page may open what the browser keeps: neither an embedded page nor a framed one does. */
export function mayKeep({ isEmbed, isFramed }: PageOptions): boolean {
  return !isEmbed && !isFramed;
}
