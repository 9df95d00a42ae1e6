import { expect, test } from 'vitest';
import { FileLedger } from '../../../src/transfer/file-ledger';
import { type LaneFacts, wantedLanes } from '../../../src/transfer/wanted-lanes';

const hostOf = (name: string, more = {}) => ({
  ...{ url: `https://${name}/`, name, isFirst: name === 'a', isProven: true, closedLanes: 0 },
  ...more,
});
const preferred = hostOf('a');
const other = hostOf('b');
const total = 2 ** 30;
const ledger = (received: number) =>
  new FileLedger(total, { total, host: 'a', blocks: [[0, received, total]] });
const facts = (more: Partial<LaneFacts> = {}): LaneFacts => ({
  ...{ ledger: ledger(1_000_000), preferred, connections: 4, lanes: 4 },
  ...{ isTroubled: false, isHeldBack: false },
  ...more,
});
const nearTheEnd = { ledger: ledger(total - 30_000_000) };

test('one asks while the length is unknown, then as many as are allowed', () => {
  expect(wantedLanes(preferred, facts({ ledger: new FileLedger() }))).toBe(1);
  expect(wantedLanes(preferred, facts())).toBe(4);
  expect(wantedLanes(preferred, facts({ connections: 20 }))).toBe(6);
});

test('another host helps with what is large', () => {
  expect(wantedLanes(other, facts())).toBe(4);
  expect(wantedLanes(other, facts(nearTheEnd))).toBe(0);
  expect(wantedLanes(other, facts({ ledger: new FileLedger() }))).toBe(0);
});

test('another host takes over from one in trouble, whatever the size', () => {
  expect(wantedLanes(other, facts({ ...nearTheEnd, isTroubled: true }))).toBe(4);
});

test('another host is no use while we are the slow ones', () => {
  expect(wantedLanes(other, facts({ isHeldBack: true }))).toBe(0);
});

test('a host that has to prove itself begins with one, once there is something to compare', () => {
  const unproven = hostOf('b', { isProven: false });
  expect(wantedLanes(unproven, facts())).toBe(1);
  expect(wantedLanes(unproven, facts({ ledger: ledger(10_000) }))).toBe(0);
  expect(wantedLanes(unproven, facts({ preferred: unproven }))).toBe(1);
});

test('lanes that were slow at another host are not opened again', () => {
  expect(wantedLanes(hostOf('b', { closedLanes: 3 }), facts())).toBe(1);
});
