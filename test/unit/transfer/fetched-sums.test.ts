import { expect, test } from 'vitest';
import { FetchedSums } from '../../../src/transfer/fetched-sums';
import type { TransferNote } from '../../../src/transfer/transfer-note';
import { HandClock } from './hand-clock';

function sums() {
  const clock = new HandClock();
  const notes: TransferNote[] = [];
  return { clock, notes, sums: new FetchedSums(clock.uptime, (note) => notes.push(note)) };
}
const left = { kind: 'host-left', host: 'a', code: 'http-404' } as const;

test('a thousand good ranges are one note a minute', () => {
  const { clock, notes, sums: all } = sums();
  for (let range = 0; range < 1000; range += 1) {
    clock.pass(600);
    all.fetched('a', 10);
  }
  all.flush();
  expect(notes).toHaveLength(10);
  expect(notes[0]).toEqual({ kind: 'fetched', host: 'a', ranges: 100, bytes: 1000, ms: 60_000 });
});

test('what went well is told before what did not, host by host', () => {
  const { clock, notes, sums: all } = sums();
  all.fetched('a', 1);
  all.fetched('b', 2);
  all.fetched('a', 3);
  clock.pass(50);
  all.tell(left);
  all.tell(left);
  expect(notes).toEqual([
    { kind: 'fetched', host: 'a', ranges: 2, bytes: 4, ms: 50 },
    { kind: 'fetched', host: 'b', ranges: 1, bytes: 2, ms: 50 },
    left,
    left,
  ]);
});
