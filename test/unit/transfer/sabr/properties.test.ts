import { UMPPartId } from 'googlevideo/protos';
import { expect, test } from 'vitest';
import { Seeded } from '../../../site/players/seeded';
import type { SabrPart } from '../../../site/sabr/sabr-parts';
import type { SabrSwitches } from '../../../site/sabr/sabr-switches';
import { type MadeTrack, madeTrack } from './made-video';
import { FakePage, isWhole, rig, sourceOfDoubt } from './sabr-rig';

/** `REELKEEP_SEEDS=1000 npx vitest run test/unit/transfer/sabr/properties.test.ts` for the long form. */
const seeds = Array.from({ length: Number(process.env.REELKEEP_SEEDS ?? 30) }, (_, at) => at + 1);

function anyTrack(random: Seeded, seed: number): MadeTrack {
  return madeTrack({
    ...{ seed, kind: random.pick(['video', 'audio'] as const) },
    segments: random.between(1, 70),
    segmentMs: random.pick([120, 900, 2_000, 5_000, 11_000]),
    segmentBytes: random.pick([3, 400, 9_000]),
    timescale: random.pick([25, 600, 1_000, 12_800, 44_100, 90_000]),
  });
}

function anySwitches(random: Seeded): Partial<SabrSwitches> {
  return {
    readaheadMs: random.pick([40, 5_000, 20_000, 120_000]),
    partBytes: random.pick([50, 1_000, 65_536]),
    firstHeaderId: random.pick([0, 126, 254]),
    times: random.pick(['both', 'ticks', 'rounded-up'] as const),
    pictureAlone: random.pick(['kept', 'with-sound'] as const),
    bufferedRanges: random.pick(['skipped', 'skipped', 'ignored'] as const),
    chatter: random.chance(0.5),
    cookie: random.pick(['needed', 'free'] as const),
    contexts: random.pick(['none', 'by-default', 'by-policy', 'stopped', 'discarded'] as const),
    backoffMs: random.pick([0, 0, 500]),
    requestsPerAddress: random.pick([20, Number.POSITIVE_INFINITY]),
    ...(random.chance(0.2) && { redirectTo: 'rr5---sn-else.googlevideo.com' }),
    ...(random.chance(0.2) && { reloadAfter: random.between(0, 4) }),
  };
}

/** What pages do not always say. */
const unstated = (random: Seeded) =>
  (['contentLength', 'durationSeconds'] as const).filter(() => random.chance(0.3));

test.each(seeds)('any video under any rules, on any network (%i)', async (seed) => {
  const random = new Seeded(seed);
  const track = anyTrack(random, seed);
  const sound = madeTrack({ kind: 'audio', itag: 251, seed: seed + 1_000 });
  const windows = random.between(1, 6);
  const it = rig({
    ...{ track, windows, seed, others: [sound], switches: anySwitches(random) },
    unstated: unstated(random),
    page: new FakePage(sourceOfDoubt),
    breakAfter: () => (random.chance(0.25) ? random.between(0, 40_000) : undefined),
  });
  await it.run();
  expect(isWhole(it)).toBe(true);
});

test.each(seeds.slice(0, Math.ceil(seeds.length / 5)))(
  'segments longer than one write, in parts and pieces of any size (%i)',
  async (seed) => {
    const random = new Seeded(seed);
    const track = madeTrack({ seed, segments: random.between(6, 12), segmentBytes: 500_000 });
    const it = rig({
      ...{ track, seed, windows: random.between(1, 4) },
      switches: { ...anySwitches(random), partBytes: random.pick([9_000, 65_536, 300_000]) },
      longestChunk: random.pick([40_000, 400_000]),
      page: new FakePage(sourceOfDoubt),
      breakAfter: () => (random.chance(0.25) ? random.between(0, 900_000) : undefined),
    });
    await it.run();
    expect(isWhole(it)).toBe(true);
  },
);

const serverFaults =
  /^(sabr-error|length-mismatch|content-changed|network-lost|attestation-required)$/;

/** Changes a few bits of what is said, never of the media: those nobody can check. */
async function* garbled(parts: AsyncIterable<SabrPart>, random: Seeded): AsyncGenerator<SabrPart> {
  for await (const part of parts) {
    const { type, payload } = part;
    const isLeft = type === UMPPartId.MEDIA || payload.length === 0 || !random.chance(0.05);
    if (isLeft) {
      if (!random.chance(0.01)) yield part;
      continue;
    }
    const changed = Uint8Array.from(payload);
    const at = random.between(0, changed.length - 1);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.between(0, 7));
    yield { type, payload: changed };
  }
}

test.each(seeds)('a garbled server: the right file or a code (%i)', async (seed) => {
  const random = new Seeded(seed);
  const track = anyTrack(random, seed);
  const it = rig({
    ...{ track, seed, windows: random.between(1, 4), page: new FakePage(sourceOfDoubt) },
    spoil: (parts) => garbled(parts, random),
  });
  const error: unknown = await it.run().catch((thrown: unknown) => thrown);
  if (error === undefined) expect(isWhole(it)).toBe(true);
  else expect(error).toHaveProperty('code', expect.stringMatching(serverFaults));
});

/** Noise may also read as a redirect, or as a reload that no page answers. */
const faults = new RegExp(`${serverFaults.source}|^(address-not-allowed|page-not-reachable)$`);

test.each(seeds)('noise instead of an answer: a code (%i)', async (seed) => {
  const random = new Seeded(seed);
  const it = rig({
    seed,
    spoil: async function* () {
      for (let left = random.between(0, 30); left > 0; left -= 1) {
        const payload = Uint8Array.from({ length: random.between(0, 60) }, () =>
          random.between(0, 255),
        );
        yield { type: random.between(18, 70), payload };
      }
    },
  });
  const error: unknown = await it.run().catch((thrown: unknown) => thrown);
  expect(error).toHaveProperty('code', expect.stringMatching(faults));
});
