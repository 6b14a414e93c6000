import type { Origin, Role } from '../protocol/query';

/** Who asks, what it may do, and where. */
export interface RunAs {
  origin: Origin;
  role: Role;
  namespace: string;
}

/** The app's own editor. */
export const asEditor: RunAs = { origin: 'editor', role: 'admin', namespace: 'main' };

/** From the least to the most that one may do. */
export const roles: readonly Role[] = ['reader', 'author', 'admin'];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

/** The one of both that may do less. */
export function lowerRole(one: Role, other: Role): Role {
  return roles.indexOf(one) < roles.indexOf(other) ? one : other;
}
