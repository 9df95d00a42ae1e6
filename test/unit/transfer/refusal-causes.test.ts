import { expect, test } from 'vitest';
import { diagnosis, type Refused, refusalCauses } from '../../../src/transfer/refusal-causes';

const refused = (more: Partial<Refused>): Refused => ({
  ...{ url: 'https://r1.googlevideo.com/videoplayback?id=x', isExpired: false },
  ...{ mayBeEarly: false, concernsToken: false, ...more },
});
const url = 'https://r1.googlevideo.com/videoplayback?n=x';

test.each([
  ['whose time is over', { isExpired: true, url, concernsToken: true }, ['expired', 'client']],
  ['that says nothing more', {}, ['moved', 'client']],
  ['with an n', { url }, ['moved', 'n', 'client']],
  [
    'that may be early, with an n and a token',
    { url, mayBeEarly: true, concernsToken: true },
    ['moved', 'early', 'n', 'attestation', 'client'],
  ],
] as const)('an address %s: what may be wrong, in order', (_name, more, causes) => {
  expect(refusalCauses(refused(more))).toEqual(causes);
});

test('each cause has its remedy; what no refusal raised has none', () => {
  const all = refusalCauses(refused({ url, mayBeEarly: true, concernsToken: true }));
  expect(['expired', ...all, 'reload'].map(diagnosis)).toEqual([
    { doubt: 'expired', remedy: 'fresh-address' },
    { doubt: 'moved', remedy: 'fresh-address' },
    { doubt: 'early', remedy: 'wait' },
    { doubt: 'n', remedy: 'next-strategy' },
    { doubt: 'attestation', remedy: 'new-token' },
    { doubt: 'client', remedy: 'next-way' },
    { doubt: 'reload' },
  ]);
});
