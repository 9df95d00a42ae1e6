import { describe, expect, it } from 'vitest';
import { type ErrorCode, type ErrorFacts, errorCodes, ReelkeepError } from '../../../src/errors';
import { type Failures, failureKind, judge, noFailures } from '../../../src/transfer/retry-rules';

const failure = (code: ErrorCode, facts: ErrorFacts = {}): ReelkeepError =>
  new ReelkeepError(code, 'x', { facts });

/** The waits of one range that fails in the same way until it is given up. */
function waits(error: ReelkeepError, random: number, gainedBytes = 0): number[] {
  const all: number[] = [];
  let failures: Failures = noFailures;
  for (let tries = 0; tries < 50; tries += 1) {
    const verdict = judge(error, failures, gainedBytes, () => random);
    if (verdict.kind === 'end') return all;
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
    ['http-error', { status: 401 }, 'final'],
    ['http-error', { status: 304 }, 'final'],
    ['length-mismatch', {}, 'corrupt'],
    ['range-mismatch', {}, 'corrupt'],
    ['range-ignored', {}, 'corrupt'],
    ['content-changed', {}, 'corrupt'],
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

  it('Retry-After is honoured where it asks for more, and ends the job where it asks for too much', () => {
    const patient = (retryAfterSeconds: number): number[] =>
      waits(failure('http-429', { status: 429, retryAfterSeconds }), 1);
    expect(patient(3)).toEqual([3000, 3000, 3000, 4000, 8000, 16_000, 30_000]);
    expect(patient(3600)).toEqual([]);
  });
});
