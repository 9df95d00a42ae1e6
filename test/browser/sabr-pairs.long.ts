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
  /** What it may end with; none: it is to be borne. */
  readonly codes: readonly ErrorCode[];
}

const rules: readonly Rule[] = [
  ...obeyed.map((turned) => ({ turned, codes: [] })),
  // Where each address is good for few requests, and some of them bring nothing, no other one helps.
  { turned: { requestsPerAddress: 3 }, codes: ['http-403'] },
  { turned: { reloadAfter: 2 }, codes: [] },
  { turned: { leastMint: 1 }, codes: [] },
  // What the page gives anew names no other host.
  { turned: { failing: { host: mediaHost, status: 503 } }, codes: ['http-error'] },
  { turned: { failing: { status: 503 } }, codes: ['http-error'] },
  { turned: { redirectTo: 'https://media.evil.example/?sabr=1' }, codes: ['address-not-allowed'] },
  { turned: { error: error(100) }, codes: ['sabr-error'] },
  { turned: { distrustsTokens: true }, codes: ['attestation-required'] },
  {
    turned: { distrustsTokens: true, beyondFree: '403' },
    codes: ['attestation-required', 'http-403'],
  },
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
  const codes = [...one.codes, ...two.codes];
  const outcome: unknown = await it.run().catch((thrown: unknown) => thrown);
  if (outcome === undefined) {
    expect(isWhole(it)).toBe(true);
  } else {
    expect(codes).toContain(outcome instanceof ReelkeepError ? outcome.code : outcome);
    expect(it.ledger.isComplete).toBe(false);
  }
});
