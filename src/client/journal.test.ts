import { expect, test } from 'vitest';
import type { Change } from '../protocol/change';
import { Journal } from './journal';

function done(sql: string, namespace = 'main', more: Partial<Change> = {}): Change {
  return { namespace, sql, role: 'author', isPending: false, ...more };
}

/** What a new session would be brought up with. */
function contentOf(journal: Journal): string[] {
  return journal.entries.map((entry) => {
    if (entry.kind === 'statement') return entry.change.sql;
    return entry.kind === 'reset' ? `reset ${entry.namespace}` : entry.kind;
  });
}

test('a reset forgets a namespace, however its name is written, and nothing of others', () => {
  const journal = new Journal();
  journal.addFile({ name: 'a.csv', data: new Blob(['1']), sourceUrl: null });
  for (const change of [done('1'), done('2', 'Embed'), done('3', 'embed'), done('4')]) journal.changed(change);
  journal.resetNamespace('EMBED');
  // It goes on being there: somebody may have said USE.
  expect(contentOf(journal)).toEqual(['file', '1', 'reset embed', '4']);
  journal.changed(done('5', 'embed'));
  journal.resetNamespace('embed');
  expect(contentOf(journal)).toEqual(['file', '1', 'reset embed', '4']);
  journal.resetNamespace('never-made');
  expect(contentOf(journal)).toEqual(['file', '1', 'reset embed', '4']);
});

test('what holds for all is done again, with all that it may have been made of, and then undone', () => {
  const journal = new Journal();
  for (const change of [done('1', 'a'), done('2', 'a', { isOutward: true }), done('3', 'a'), done('4', 'b')]) {
    journal.changed(change);
  }
  journal.resetNamespace('a');
  expect(contentOf(journal)).toEqual(['1', '2', '3', '4', 'reset a']);
  journal.changed(done('5', 'a'));
  journal.resetNamespace('a');
  expect(contentOf(journal)).toEqual(['1', '2', '3', '4', 'reset a']);
  // Of the other one it is not known what it did to this one.
  journal.changed(done('6', 'a'));
  journal.changed(done('7', 'b', { touches: ['a'] }));
  journal.resetNamespace('a');
  expect(contentOf(journal)).toEqual(['1', '2', '3', '4', 'reset a', '6', '7', 'reset a']);
  journal.resetNamespace('b');
  expect(contentOf(journal)).toEqual(['1', '2', '3', 'reset b', 'reset a', '6', 'reset a']);
});

test('a reset undoes the open transaction of its namespace', () => {
  const journal = new Journal();
  journal.changed(done('1', 'Embed', { isPending: true }));
  journal.changed(done('2', 'main', { isPending: true }));
  journal.resetNamespace('embed');
  journal.transactionEnded('Embed', true);
  journal.transactionEnded('main', true);
  expect(contentOf(journal)).toEqual(['2']);
});

test('what a transaction elsewhere did with the namespace comes before the reset, when it is committed', () => {
  const journal = new Journal();
  journal.changed(done('1', 'embed'));
  journal.changed(done('2', 'main', { isPending: true }));
  journal.changed(done('3', 'main', { isPending: true, touches: ['embed'] }));
  journal.resetNamespace('embed');
  journal.changed(done('4', 'embed'));
  journal.changed(done('5', 'main', { isPending: true }));
  journal.resetNamespace('embed');
  journal.changed(done('6', 'embed'));
  journal.transactionEnded('main', true);
  expect(contentOf(journal)).toEqual(['1', '2', '3', 'reset embed', '6', '5']);
});

test('a page that is reset again and again keeps no more than the last time', () => {
  const journal = new Journal();
  for (let i = 0; i < 30_000; i++) {
    journal.changed(done(`CREATE TABLE t${String(i)}${' '.repeat(1000)}`, 'embed'));
    journal.resetNamespace('embed');
  }
  journal.changed(done('1', 'embed'));
  expect([contentOf(journal), journal.dropped]).toEqual([['reset embed', '1'], 0]);
});

test('a file is kept as it is now, until it is dropped', async () => {
  const journal = new Journal();
  journal.addFile({ name: 'a.csv', data: new Blob(['1']), sourceUrl: null });
  journal.changed(done('create table t as from a.csv'));
  journal.addFile({ name: 'a.csv', data: new Blob(['2']), sourceUrl: 'https://data.test/a.csv' });
  expect(await journal.fileNamed('a.csv')?.data.text()).toBe('2');
  expect(journal.fileNamed('b.csv')).toBeUndefined();
  journal.dropFile('a.csv');
  expect(journal.fileNamed('a.csv')).toBeUndefined();
});
