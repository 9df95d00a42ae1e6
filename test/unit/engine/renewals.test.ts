import { expect, test } from 'vitest';
import { type Addresses, Renewals } from '../../../src/engine/renewals';
import { type ErrorCode, ReelkeepError } from '../../../src/errors';
import { jobOf } from './engine-rig';

const { signal } = new AbortController();
const failure = (code: ErrorCode, expired = false) =>
  new ReelkeepError(code, 'refused', { facts: { expired } });
const fresh: Addresses = { a: 'https://r1.googlevideo.com/fresh' };
const always = () => new Renewals(async () => fresh);
const mend = (renewals: Renewals, error: unknown, received = 0) =>
  renewals.mend(error, jobOf([]), received, signal);

test('an expired address is renewed as often as it expires, while bytes come', async () => {
  const renewals = always();
  expect(await mend(renewals, failure('http-403', true), 10)).toBe(fresh);
  expect(await mend(renewals, failure('http-410', true), 20)).toBe(fresh);
  await expect(mend(renewals, failure('http-403', true), 20)).rejects.toMatchObject({
    code: 'http-403',
  });
});

test('a refusal has its remedy once, however many bytes came since', async () => {
  const renewals = always();
  expect(await mend(renewals, failure('http-403'), 10)).toBe(fresh);
  await expect(mend(renewals, failure('http-403'), 20)).rejects.toMatchObject({ code: 'http-403' });
});

test.each(['http-404', 'http-416', 'content-changed', 'disk-full', 'network-lost'] as const)(
  '%s is nothing that a new address mends',
  async (code) => {
    await expect(mend(always(), failure(code))).rejects.toMatchObject({ code });
  },
);

test('throttling that the page cannot mend goes on slowly', async () => {
  const renewals = new Renewals(async () => {
    throw new ReelkeepError('unknown-cipher', 'no strategy is left');
  });
  expect(await mend(renewals, failure('throttled'))).toBeUndefined();
});

test('a cancel is a cancel', async () => {
  const cancel = new AbortController();
  const renewals = new Renewals(async () => {
    cancel.abort();
    throw new Error('whatever');
  });
  const mended = renewals.mend(failure('http-403'), jobOf([]), 0, cancel.signal);
  await expect(mended).rejects.toMatchObject({ name: 'AbortError' });
});
