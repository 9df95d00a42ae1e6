import { expect, test } from 'vitest';
import {
  addressSignedFor,
  type Cause403,
  diagnose403,
  type Facts403,
} from '../../../src/extract/youtube/diagnose-403';
import { media } from '../../helpers/page-data';

const now = 1_780_868_530_000;
const everything: Facts403 = {
  url: media(`expire=${now / 1000 - 1}&ip=192.0.2.1&n=N`),
  now,
  availableAt: now + 5_000,
  ownAddress: '192.0.2.7',
  needsToken: true,
  receivedBytes: 0,
  tried: new Set(),
};
const nothing: Facts403 = {
  url: media(`expire=${now / 1000 + 60}`),
  now,
  needsToken: false,
  receivedBytes: 0,
  tried: new Set(),
};

test('where all of it may be, each cause is asked in its order, and each remedy used once', () => {
  const tried = new Set<Cause403>();
  const steps: string[] = [];
  for (let step = 0; step < 7; step++) {
    const { cause, remedy } = diagnose403({ ...everything, tried });
    steps.push(`${cause}: ${remedy.do}`);
    tried.add(cause);
  }
  expect(steps).toEqual([
    'expired: refresh',
    'address-changed: refresh',
    'ad-wait: wait',
    'n: solve-again',
    'token: mint',
    'client: next-tier',
    'client: give-up',
  ]);
});

test.each([
  ['client', 'next-tier', {}],
  ['expired', 'refresh', { url: media(`expire=${now / 1000}`) }],
  ['client', 'next-tier', { url: media('expire=soon') }],
  ['client', 'next-tier', { url: 'no address' }],
  ['address-changed', 'refresh', { url: media('ip=192.0.2.1'), ownAddress: '2001:db8::1' }],
  ['client', 'next-tier', { url: media('ip=192.0.2.1'), ownAddress: '192.0.2.1' }],
  [
    'client',
    'next-tier',
    { url: media('ip=2001%3Adb8%3A0%3A0%3A0%3A0%3A0%3A1'), ownAddress: '2001:db8::1' },
  ],
  ['client', 'next-tier', { url: media('ip=192.0.2.1') }],
  ['client', 'next-tier', { availableAt: now }],
  ['n', 'solve-again', { url: media('n=N'), needsToken: true }],
  ['token', 'mint', { url: media('n=N'), needsToken: true, receivedBytes: 2_000_000 }],
  ['token', 'mint', { needsToken: true }],
] as const)('%s: %s %#', (cause, remedy, facts) => {
  expect(diagnose403({ ...nothing, ...facts })).toMatchObject({ cause, remedy: { do: remedy } });
});

test('a wait says until when', () => {
  expect(diagnose403({ ...nothing, availableAt: now + 9_000 }).remedy).toEqual({
    do: 'wait',
    until: now + 9_000,
  });
});

test('an address names whom it is signed for', () => {
  expect(addressSignedFor(media('ip=192.0.2.1'))).toBe('192.0.2.1');
  expect(addressSignedFor(media('a=1'))).toBeUndefined();
  expect(addressSignedFor('nonsense')).toBeUndefined();
});
