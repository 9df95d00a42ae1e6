import { describe, expect, it } from 'vitest';
import { type ErrorCode, type ErrorFacts, errorCodes, ReelkeepError } from '../../../src/errors';
import {
  type Failures,
  failureKind,
  judge,
  leaveMs,
  noFailures,
  type Standing,
} from '../../../src/transfer/retry-rules';

const failure = (code: ErrorCode, facts: ErrorFacts = {}): ReelkeepError =>
  new ReelkeepError(code, 'x', { facts });

const only: Standing = { isFirst: true, isLast: true };
const amongOthers: Standing = { isFirst: true, isLast: false };
const mirror: Standing = { isFirst: false, isLast: false };

/** The waits of one range that fails in the same way until it is given up. */
function waits(error: ReelkeepError, random: number, gainedBytes = 0, standing = only): number[] {
  const all: number[] = [];
  let failures: Failures = noFailures;
  for (let tries = 0; tries < 50; tries += 1) {
    const verdict = judge(error, failures, gainedBytes, standing, () => random);
    if (verdict.kind !== 'retry') return all;
    all.push(verdict.waitMs);
    failures = verdict.failures;
  }
  return all;
}

describe('what retries', () => {
  it.each([
    ['network-lost', {}, 'transient'],
    ['http-429', { status: 429 }, 'transient'],
    ['http-error', { status: 408 }, 'transient'],
    ['http-error', { status: 500 }, 'transient'],
    ['http-error', { status: 503 }, 'transient'],
    ['http-error', { status: 401 }, 'missing'],
    ['http-error', { status: 304 }, 'missing'],
    ['http-404', {}, 'missing'],
    ['http-416', {}, 'missing'],
    ['http-403', {}, 'refused'],
    ['http-410', {}, 'refused'],
    ['address-not-allowed', {}, 'refused'],
    ['length-mismatch', {}, 'corrupt'],
    ['range-mismatch', {}, 'corrupt'],
    ['range-ignored', {}, 'corrupt'],
    ['content-changed', {}, 'corrupt'],
    ['disk-full', {}, 'own'],
    ['internal', {}, 'own'],
  ] as const)('%s %o is %s', (code, facts, kind) => {
    expect(failureKind(failure(code, facts))).toBe(kind);
  });

  it('all other codes end at once', () => {
    const retried = ['network-lost', 'http-429', 'length-mismatch'];
    const corrupt = ['range-mismatch', 'range-ignored', 'content-changed'];
    for (const code of errorCodes) {
      if (retried.includes(code) || corrupt.includes(code)) continue;
      expect([code, waits(failure(code), 0)]).toEqual([code, []]);
    }
  });

  it('waits double up to half a minute, with jitter below and never above', () => {
    const lost = failure('network-lost');
    expect(waits(lost, 1)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000]);
    expect(waits(lost, 0)).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000]);
  });

  it('corruption is fetched again three times, then it is told', () => {
    expect(waits(failure('length-mismatch'), 1)).toEqual([500, 1000, 2000]);
  });

  it('progress starts the count anew, a drip does not', () => {
    expect(waits(failure('network-lost'), 1, 64 * 1024)).toHaveLength(50);
    expect(waits(failure('network-lost'), 1, 100)).toHaveLength(7);
    expect(waits(failure('range-mismatch'), 1, 1_000_000)).toHaveLength(3);
  });

  it('Retry-After is honoured where it asks for more, and ends the tries where it asks for too much', () => {
    const patient = (retryAfterSeconds: number): number[] =>
      waits(failure('http-429', { status: 429, retryAfterSeconds }), 1);
    expect(patient(3)).toEqual([3000, 3000, 3000, 4000, 8000, 16_000, 30_000]);
    expect(patient(3600)).toEqual([]);
  });
});

describe('where there are several hosts', () => {
  const verdict = (code: ErrorCode, standing: Standing): string =>
    judge(failure(code), noFailures, 0, standing, () => 1).kind;

  it('one that fails is left sooner', () => {
    expect(waits(failure('network-lost'), 1, 0, amongOthers)).toEqual([500, 1000]);
    expect(waits(failure('range-ignored'), 1, 0, amongOthers)).toEqual([500]);
  });

  it('what the first one refuses is for the engine, what another refuses is its own affair', () => {
    for (const code of ['http-403', 'http-410', 'address-not-allowed'] as const) {
      expect([verdict(code, amongOthers), verdict(code, mirror)]).toEqual(['end', 'leave']);
    }
  });

  it('one that has not got it is left at once', () => {
    expect(verdict('http-404', amongOthers)).toBe('leave');
    expect(verdict('http-416', mirror)).toBe('leave');
  });

  it('a full disk is no host’s fault', () => {
    expect(verdict('disk-full', mirror)).toBe('end');
  });

  it('one that may recover is asked again after a minute and more, the others never', () => {
    const lost = failure('network-lost');
    expect([1, 2, 3, 10].map((times) => leaveMs(lost, times))).toEqual([
      60_000, 120_000, 240_000, 900_000,
    ]);
    expect(leaveMs(failure('http-404'), 1)).toBeUndefined();
    expect(leaveMs(failure('content-changed'), 1)).toBeUndefined();
  });
});
