import { expect, test } from 'vitest';
import { type ErrorCode, ReelkeepError } from '../../src/errors';
import type { SabrSwitches } from '../site/sabr/sabr-switches';
import { madeTrack } from '../unit/transfer/sabr/made-video';
import { obeyed } from '../unit/transfer/sabr/obeyed-switches';
import { FakePage, isWhole, mediaHost, rig, sourceFor } from '../unit/transfer/sabr/sabr-rig';

/** Four minutes, so that both sides of the free minute are there. */
const track = madeTrack({ segments: 48, seed: 7 });
const sound = madeTrack({ kind: 'audio', seed: 8, segments: 24, segmentMs: 10_000 });
const other = 'rr7---sn-other.googlevideo.com';
const error = (times: number) => ({ type: 'sabr.broken', code: 9, after: 1, times });

interface Rule {
  readonly turned: Partial<SabrSwitches>;
  /** What it may end with; absent: it is to be borne. */
  readonly code?: ErrorCode;
}

const rules: readonly Rule[] = [
  ...obeyed.map((turned) => ({ turned })),
  { turned: { requestsPerAddress: 3 } },
  { turned: { reloadAfter: 2 } },
  { turned: { leastMint: 1 } },
  { turned: { failing: { host: mediaHost, status: 503 } } },
  { turned: { failing: { status: 503 } }, code: 'http-error' },
  { turned: { redirectTo: 'https://media.evil.example/?sabr=1' }, code: 'address-not-allowed' },
  { turned: { error: error(100) }, code: 'sabr-error' },
  { turned: { distrustsTokens: true }, code: 'attestation-required' },
  { turned: { distrustsTokens: true, beyondFree: '403' }, code: 'attestation-required' },
];

const pairs = rules.flatMap((one, at) =>
  rules
    .slice(at + 1)
    .filter(({ turned }) => Object.keys(turned).every((name) => !(name in one.turned)))
    .map((two) => [one, two] as const),
);

test.each(pairs)('%o and %o: the right file, or a code', async (one, two) => {
  const source = sourceFor();
  const it = rig({
    ...{ track, others: [sound], windows: 3, page: new FakePage() },
    switches: { ...one.turned, ...two.turned },
    source: { ...source, mirrors: [source.url.replace(mediaHost, other)] },
  });
  const codes = [one, two].flatMap(({ code }) => code ?? []);
  const outcome: unknown = await it.run().catch((thrown: unknown) => thrown);
  if (outcome === undefined) {
    expect(isWhole(it)).toBe(true);
  } else {
    expect(codes).toContain(outcome instanceof ReelkeepError ? outcome.code : outcome);
    expect(it.ledger.isComplete).toBe(false);
  }
});
