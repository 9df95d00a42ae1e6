import { expect, test } from 'vitest';
import { type ErrorCode, ReelkeepError } from '../../../src/errors';
import {
  type PlannedTier,
  planTiers,
  type Tier,
  tierNamed,
} from '../../../src/extract/youtube/tiers';
import { type TierWalk, walkTiers } from '../../../src/extract/youtube/walk-tiers';

const plan: readonly PlannedTier[] = planTiers({
  ...{
    hasAddresses: false,
    hasSabr: true,
    has18: true,
    hasPlaylists: false,
    isLive: false,
    isEmbed: false,
  },
  ...{ isMusic: false, isLoggedIn: false, isPremium: false, hasPlayerScript: true },
});
const none = () => new ReelkeepError('no-formats', 'There is none.');

/** Walks while these fail; answers with what was tried. */
async function walk(failing: Partial<Record<Tier, ErrorCode>>, more: Partial<TierWalk> = {}) {
  const tried: Tier[] = [];
  const found = await walkTiers(
    { plan, failed: [], ...more },
    async (tier) => {
      tried.push(tier);
      const code = failing[tier];
      if (code) throw new ReelkeepError(code, 'no');
      return 'media';
    },
    none,
  ).catch(({ code }: ReelkeepError) => code);
  return { tried, found };
}

test('the best that is kept, where it has something', async () => {
  expect(await walk({})).toEqual({
    tried: ['sabr'],
    found: { tier: 'sabr', value: 'media', failed: [] },
  });
});

test('the next ones in their order, and what failed before them', async () => {
  const { tried, found } = await walk({ sabr: 'sabr-error', 'client:VISIONOS': 'no-formats' });
  expect(tried).toEqual(['sabr', 'client:VISIONOS', 'client:WEB_EMBEDDED_PLAYER']);
  expect(found).toMatchObject({
    tier: 'client:WEB_EMBEDDED_PLAYER',
    failed: [
      { tier: 'sabr', code: 'sabr-error' },
      { tier: 'client:VISIONOS', code: 'no-formats' },
    ],
  });
});

test('without a token none that wants one', async () => {
  const { tried } = await walk({
    sabr: 'attestation-required',
    'client:VISIONOS': 'video-unavailable',
    'client:WEB_EMBEDDED_PLAYER': 'video-unavailable',
  });
  expect(tried).not.toContain('client:TVHTML5_SIMPLY');
  expect(tried.at(-1)).toBe('itag-18');
});

test('the one of before goes first, kept or not; then by the plan', async () => {
  const { tried } = await walk({ 'page-address': 'no-formats' }, { first: 'page-address' });
  expect(tried).toEqual(['page-address', 'sabr']);
});

test('what failed before the walk is not tried', async () => {
  const failed = [{ tier: 'sabr', code: 'http-403' }] as const;
  expect((await walk({}, { failed })).tried).toEqual(['client:VISIONOS']);
});

const doubted = { tier: 'sabr', code: 'attestation-required' } as const;

test('a client that asked for patience asked for all of them; a media server that had it all spoke for itself', async () => {
  const server = { tier: 'client:VISIONOS', code: 'http-error' } as const;
  expect((await walk({}, { failed: [doubted, server] })).tried).toEqual([
    'client:WEB_EMBEDDED_PLAYER',
  ]);
  const site = { ...server, code: 'http-429' } as const;
  expect((await walk({}, { failed: [doubted, site] })).tried).toEqual(['itag-18']);
});

test.each(['network-lost', 'http-429', 'cancelled'] as const)('%s ends it', async (code) => {
  expect(await walk({ sabr: code })).toEqual({ tried: ['sabr'], found: code });
});

test('where no way is left, what a client said that patience may mend', async () => {
  const failing = Object.fromEntries(plan.map(({ tier }) => [tier, 'no-formats' as const]));
  const { tried, found } = await walk({
    ...failing,
    sabr: 'attestation-required',
    'client:VISIONOS': 'asked-to-prove-human',
  });
  expect(tried).toEqual(['sabr', 'client:VISIONOS', 'client:WEB_EMBEDDED_PLAYER', 'itag-18']);
  expect(found).toBe('asked-to-prove-human');
});

test('nor is what a client said forgotten when the way behind it fails later', async () => {
  const failing = Object.fromEntries(plan.map(({ tier }) => [tier, 'no-formats' as const]));
  const said = { tier: 'client:VISIONOS', code: 'asked-to-prove-human' } as const;
  const behind = { tier: 'client:TVHTML5_SIMPLY', code: 'http-403' } as const;
  expect((await walk(failing, { failed: [doubted, said, behind] })).found).toBe(said.code);
  expect((await walk(failing, { failed: [doubted, behind] })).found).toBe('no-formats');
});

test('where no page can be asked, why the best way failed', async () => {
  const { tried, found } = await walk({
    sabr: 'attestation-required',
    'client:VISIONOS': 'page-not-reachable',
  });
  expect([tried.length, found]).toEqual([2, 'attestation-required']);
});

test('at the end the best way’s reason; with nothing to try, there is none', async () => {
  const all = Object.fromEntries(plan.map(({ tier }) => [tier, 'http-403' as const]));
  expect((await walk({ ...all, sabr: 'sabr-error' })).found).toBe('sabr-error');
  const nowhere = plan.map((planned) => ({ ...planned, isKept: false }));
  expect(await walk({}, { plan: nowhere })).toEqual({ tried: [], found: 'no-formats' });
});

test('a tier is known by its name', () => {
  expect(plan.map(({ tier }) => tierNamed(tier))).toEqual(plan.map(({ tier }) => tier));
  expect(tierNamed('client:ANDROID_VR')).toBeUndefined();
});
