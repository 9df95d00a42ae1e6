import { expect, test } from 'vitest';
import {
  fullSpeedBytes,
  judge,
  type MediaAsk,
  type MediaTruth,
} from '../../site/googlevideo/judge';

const nowSeconds = 1_800_000_000;
const bytes = 50_000_000;

const truth: MediaTruth = {
  bytes,
  rateBypass: false,
  signatureIsRight: (signature) => signature === 'right',
  solvedN: 'solved',
  bound: { nowSeconds, minGeneration: 2 },
};

const verdict = (query: Record<string, string>, more: Partial<MediaAsk & MediaTruth> = {}) =>
  judge(
    {
      query: new URLSearchParams({
        sig: 'right',
        n: 'solved',
        ip: '127.0.0.1',
        expire: String(nowSeconds + 60),
        ...query,
      }),
      generation: 2,
      rangeHeader: undefined,
      remoteAddress: '127.0.0.1',
      ...more,
    },
    { ...truth, ...more },
  );

const header = (start: number, end: number) => ({ rangeHeader: `bytes=${start}-${end}` });

test.each([
  ['a wrong signature', { sig: 'wrong' }, {}, 'signature'],
  ['no signature', { sig: '' }, {}, 'signature'],
  ['an address that has expired', { expire: String(nowSeconds) }, {}, 'expired'],
  ['an address of an older generation', {}, { generation: 1 }, 'expired'],
  ['an address without an event id of the site', {}, { generation: undefined }, 'expired'],
  ["another client's address", { ip: '192.0.2.1' }, {}, 'address'],
] as const)('%s is refused with 403', (_, query, more, reason) => {
  expect(verdict(query, more)).toEqual({ kind: 'refused', status: 403, reason });
});

test('the signature may come under the older name', () => {
  const { bound: _, ...unbound } = truth;
  const query = new URLSearchParams({ signature: 'right', n: 'solved', range: '0-9' });
  const ask = { query, generation: 2, rangeHeader: undefined, remoteAddress: '' };
  expect(judge(ask, unbound)).toMatchObject({ kind: 'served', start: 0, end: 9 });
});

test('a Range header is answered with 206, a range parameter with 200, both with those bytes', () => {
  expect(verdict({}, header(100, 199))).toEqual({
    kind: 'served',
    status: 206,
    start: 100,
    end: 199,
  });
  expect(verdict({ range: '100-199' })).toEqual({
    kind: 'served',
    status: 200,
    start: 100,
    end: 199,
  });
});

test('beyond the end is 416, however it is asked', () => {
  const refused = { kind: 'refused', status: 416, reason: 'range' };
  expect(verdict({}, header(bytes, bytes + 1))).toEqual(refused);
  expect(verdict({ range: `${bytes}-` })).toEqual(refused);
});

test.each([
  ['ten MiB', { range: `0-${fullSpeedBytes - 1}` }, {}, undefined],
  ['one byte more', { range: `0-${fullSpeedBytes}` }, {}, 'length'],
  ['all at once', {}, {}, 'length'],
  ['all at once of a format with ratebypass', {}, { rateBypass: true }, undefined],
  ['an unsolved n', { n: 'unsolved', range: '0-9' }, {}, 'n'],
  ['no n', { n: '', range: '0-9' }, {}, 'n'],
  ['an unsolved n of a format with ratebypass', { n: 'unsolved' }, { rateBypass: true }, 'n'],
] as const)('%s', (_, query, more, because) => {
  const answer = verdict(query, more);
  expect(answer.kind === 'served' ? answer.slowed?.because : answer).toBe(because);
});
