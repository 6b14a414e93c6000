/** Headers that hosts want before they give a file, and the message about them: part of those in `message.ts`. */

/** Names and values, by the origin that they go to. Values are secrets: shown, stored and logged nowhere. */
export type HeadersByOrigin = Record<string, Record<string, string>>;

/** Which host gets which headers, for people to see: without the values. */
export interface HostHeaderNames {
  origin: string;
  names: string[];
}

/** Replaces what a host gets; null: it gets nothing any more. */
export interface SetHeadersMessage {
  type: 'set-headers';
  id: number;
  /** As `example.org`, `example.org:8443` or an origin. */
  host: string;
  headers: Record<string, string> | null;
}

export interface HeaderReplies {
  /** The origin that they are for. */
  'set-headers': string;
}
