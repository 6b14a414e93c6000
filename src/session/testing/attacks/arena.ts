import { expect } from 'vitest';
import type { Parameters, Role } from '../../../protocol/query';
import { TestSession } from '../test-session';
import { Fingerprint } from './fingerprint';
import { ATTACHED, SETUP, type Row } from './rows';

/** A session with two namespaces and an attached database, and ways to hold what a statement does to it. */
export class Arena {
  readonly #fingerprints = new Map<string, Fingerprint>();

  private constructor(readonly db: TestSession) {}

  /** @param namespaces made beside `main` and `other`: making one later changes what all share */
  static async open(namespaces: readonly string[] = []): Promise<Arena> {
    const arena = new Arena(await TestSession.open());
    arena.db.session.addFile('rows.csv', new TextEncoder().encode('i,k\n6,f\n').buffer, null);
    await arena.run(ATTACHED, 'main');
    for (const namespace of ['main', 'other', ...namespaces]) await arena.run(SETUP, namespace);
    return arena;
  }

  /** Runs an admin's own statements. */
  async run(sql: string, namespace: string): Promise<void> {
    expect((await this.db.run(sql, { namespace })).error).toBeUndefined();
  }

  /** Runs one statement that must leave everything as it was. */
  async attack(sql: string, role: Role, namespace: string, params?: Parameters) {
    const { db } = this;
    return this.#unchanged(namespace, sql, async () => {
      const audited = db.session.audit.rows().length;
      const { generation } = db.session;
      const { error, queryId } = await db.run(sql, { role, namespace, ...(params ? { params } : {}) });
      const entries = db.session.audit.rows().slice(audited);
      const changes = db.session.generation - generation;
      expect(await db.value('SELECT 42', { role, namespace })).toBe('42');
      return { error, queryId, entries, changes };
    });
  }

  async expectRefused(sql: string, role: Role, namespace: string, params?: Parameters): Promise<void> {
    const { error, queryId, entries } = await this.attack(sql, role, namespace, params);
    expect(error).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(error?.message).toContain(`The role ${role} may not run a`);
    expect(entries.filter(({ outcome }) => outcome === 'refused')).toEqual([
      expect.objectContaining({ query_id: queryId, role, outcome: 'refused' }),
    ]);
  }

  /** Runs one statement in a namespace, beyond which it must change nothing that stays; what COPY writes may stay. */
  async expectAllowed({ sql, undo }: Row, role: Role, namespace: string): Promise<void> {
    const { db } = this;
    const work = async (): Promise<void> => {
      expect((await db.run(sql, { role, namespace })).error).toBeUndefined();
      expect(await db.value('SELECT 42', { role, namespace })).toBe('42');
      if (undo !== undefined) await this.run(undo, namespace);
    };
    await this.#unchanged('main', sql, work, 'file ');
  }

  /** Runs a script in a namespace whose last statement must be refused, and have done nothing beyond it. */
  async expectRefusedLate(sql: string, role: Role, namespace: string): Promise<void> {
    const { db } = this;
    const audited = db.session.audit.rows().length;
    const { error } = await this.#unchanged('main', sql, () => db.run(sql, { role, namespace }));
    expect(error).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(error?.statementIndex).toBeGreaterThan(0);
    const entries = db.session.audit.rows().slice(audited);
    expect(entries.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
    // No transaction is open that it could end.
    expect((await db.run('COMMIT', { namespace })).error?.code).toMatch(/TRANSACTION/);
  }

  /** @param written what lines begin with that may differ */
  async #unchanged<T>(namespace: string, sql: string, action: () => Promise<T>, written = 'nothing'): Promise<T> {
    const fingerprint = this.#fingerprints.get(namespace) ?? new Fingerprint(this.db, namespace);
    this.#fingerprints.set(namespace, fingerprint);
    const isAboutMacros = /macro|function/i.test(sql);
    const before = await fingerprint.before();
    const macros = isAboutMacros ? await fingerprint.macros() : [];
    const result = await action();
    const after = await fingerprint.look();
    const without = (lines: string[]) => lines.filter((line) => !line.startsWith(written));
    expect(without(after)).toEqual(without(before));
    if (isAboutMacros) expect(await fingerprint.macros()).toEqual(macros);
    return result;
  }
}
