import { describe, expect, it } from 'vitest';
import { type ErrorCode, type ErrorFacts, errorCodes } from '../../../src/errors';
import { afterFailure, asksPage } from '../../../src/jobs/wait-rules';

const verdictOn = (code: ErrorCode, facts: ErrorFacts = {}, waitsBefore = 0) =>
  afterFailure({ code, message: '', facts }, () => waitsBefore);
const delays = (code: ErrorCode, facts: ErrorFacts = {}) =>
  [0, 1, 2, 3, 4, 5, 50].map((waits) => {
    const verdict = verdictOn(code, facts, waits);
    return verdict.kind === 'wait' ? verdict.delayMs / 1000 : verdict.kind;
  });

describe('a failure that', () => {
  it('is the network is waited out without end, more and more patiently', () => {
    expect(verdictOn('network-lost')).toEqual({ kind: 'wait', reason: 'network', delayMs: 5000 });
    expect(delays('network-lost')).toEqual([5, 10, 20, 40, 60, 60, 60]);
  });

  it('is a full disk likewise', () => {
    expect(verdictOn('disk-full')).toMatchObject({ kind: 'wait', reason: 'disk' });
    expect(delays('disk-full')).toEqual([5, 10, 20, 40, 60, 60, 60]);
  });

  it('is a busy server is waited out a few times', () => {
    expect(verdictOn('http-429')).toEqual({ kind: 'wait', reason: 'server', delayMs: 60_000 });
    expect(delays('http-429')).toEqual([60, 120, 240, 480, 900, 'fail', 'fail']);
    expect(delays('http-error', { status: 503 })).toEqual(delays('http-429'));
    expect(delays('asked-to-prove-human')).toEqual(delays('http-429'));
  });

  it('comes with the wish for patience gets it, up to six hours', () => {
    expect(verdictOn('http-429', { retryAfterSeconds: 3600 })).toMatchObject({
      delayMs: 3_600_000,
    });
    expect(verdictOn('http-429', { retryAfterSeconds: 21_600 })).toMatchObject({ kind: 'wait' });
    expect(verdictOn('http-429', { retryAfterSeconds: 21_601 })).toEqual({ kind: 'fail' });
  });

  it.each([
    [408, 'wait'],
    [500, 'wait'],
    [502, 'wait'],
    [418, 'fail'],
    [451, 'fail'],
  ])('has status %d: %s', (status, kind) => {
    expect(verdictOn('http-error', { status }).kind).toBe(kind);
  });

  it.each(['http-403', 'http-410'] as const)(
    'is a %s whose remedy found no network, is one of the network',
    (code) => {
      expect(verdictOn(code, { renewal: 'network-lost' })).toMatchObject({ reason: 'network' });
      expect(verdictOn(code, { renewal: 'no-receiver' })).toMatchObject({ reason: 'network' });
      expect(verdictOn(code, { renewal: 'page-not-reachable' })).toEqual({ kind: 'fail' });
      expect(verdictOn(code)).toEqual({ kind: 'fail' });
    },
  );

  it('is anything else needs a person', () => {
    const waiting = errorCodes.filter((code) => verdictOn(code).kind === 'wait');
    expect(waiting.toSorted()).toEqual([
      'asked-to-prove-human',
      'disk-full',
      'http-429',
      'network-lost',
      'no-receiver',
      'page-not-responding',
    ]);
  });
});

it('the page is asked for other hosts after the second wait in a row, and ever more seldom', () => {
  const lost = { code: 'network-lost', message: '', facts: {} } as const;
  const waits = Array.from({ length: 20 }, (_, at) => at + 1);
  expect(waits.filter((count) => asksPage(lost, count))).toEqual([2, 4, 8, 16]);
  expect(waits.filter((count) => asksPage({ ...lost, facts: { offline: true } }, count))).toEqual(
    [],
  );
  expect(asksPage({ ...lost, code: 'disk-full' }, 2)).toBe(false);
});
