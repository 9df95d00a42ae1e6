import { expect, test } from 'vitest';
import { Faults } from '../../site/control/fault';

const media = { kind: 'media', videoId: 'one', itag: 137 } as const;
const gone = { kind: 'status', status: 404 } as const;

test('a rule strikes what it names, after so many, so often, and tells how often', () => {
  const faults = new Faults();
  const handle = faults.add({ fault: gone, itag: 137, after: 1, times: 2 });
  expect(faults.take({ ...media, itag: 140 })).toBeUndefined();
  const struck = [1, 2, 3, 4].map(() => faults.take(media));
  expect(struck).toEqual([undefined, gone, gone, undefined]);
  expect(handle.struck).toBe(2);
});

test('media are meant where no target is named', () => {
  const faults = new Faults();
  faults.add({ fault: gone });
  expect(faults.take({ kind: 'page', videoId: 'one' })).toBeUndefined();
  faults.add({ fault: { kind: 'status', status: 429 }, target: 'page' });
  expect(faults.take({ kind: 'page', videoId: 'one' })).toMatchObject({ status: 429 });
});

test('a rule may want the first bytes of a file', () => {
  const faults = new Faults();
  faults.add({ fault: gone, atStart: true });
  expect(faults.take({ ...media, start: 5 })).toBeUndefined();
  expect(faults.take({ ...media, start: 0 })).toEqual(gone);
});

test('a rule may mean one host', () => {
  const faults = new Faults();
  faults.add({ fault: gone, host: 'rr1---sn-a.googlevideo.com' });
  expect(faults.take({ ...media, host: 'rr2---sn-b.googlevideo.com' })).toBeUndefined();
  expect(faults.take({ ...media, host: 'rr1---sn-a.googlevideo.com' })).toEqual(gone);
});

test('a removed rule strikes no more, and clear removes all', () => {
  const faults = new Faults();
  const handle = faults.add({ fault: gone });
  handle.remove();
  expect(faults.take(media)).toBeUndefined();
  faults.add({ fault: gone });
  faults.clear();
  expect(faults.take(media)).toBeUndefined();
});
