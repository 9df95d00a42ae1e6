import { describe, expect, test } from 'vitest';
import {
  clientNamed,
  clientNames,
  otherClients,
  pageClient,
} from '../../../src/extract/youtube/clients';
import { nextStep } from '../../../src/extract/youtube/next-tier';
import { tierFacts, tierReport } from '../../../src/extract/youtube/tier-facts';
import { planTiers, type Tier, type TierFacts } from '../../../src/extract/youtube/tiers';
import { playable, videoId } from '../../helpers/fake-page-view';
import { media, pageData, streamedResponse } from '../../helpers/page-data';

const today: TierFacts = {
  ...{
    hasAddresses: false,
    hasSabr: true,
    has18: true,
    hasPlaylists: false,
    hasPlayerScript: true,
  },
  ...{
    hasPlaylists: false,
    isLive: false,
    isEmbed: false,
    isMusic: false,
    isLoggedIn: false,
    isPremium: false,
  },
};
const kept = (facts: Partial<TierFacts>): Tier[] =>
  planTiers({ ...today, ...facts }).flatMap(({ tier, isKept }) => (isKept ? [tier] : []));
const why = (tier: Tier, facts: Partial<TierFacts>) =>
  planTiers({ ...today, ...facts }).find((planned) => planned.tier === tier)?.why;

describe('planTiers', () => {
  test("begins with the page's own, ends with the file that is always there", () => {
    expect(kept({})).toEqual([
      'sabr',
      'client:VISIONOS',
      'client:WEB_EMBEDDED_PLAYER',
      'client:TVHTML5_SIMPLY',
      'itag-18',
    ]);
    expect(kept({ hasAddresses: true })[0]).toBe('page-address');
  });

  test('says of each way why it is kept or left out', () => {
    const plan = planTiers({ ...today, isEmbeddable: false, isForKids: true });
    expect(Object.fromEntries(plan.map(({ tier, why }) => [tier, why]))).toEqual({
      'page-address': 'no-address-in-page',
      sabr: 'streaming-wants-token',
      'client:VISIONOS': 'made-for-kids',
      'client:WEB_EMBEDDED_PLAYER': 'not-embeddable',
      'client:TVHTML5_SIMPLY': 'client-has-addresses',
      'client:WEB_CREATOR': 'needs-login',
      playlists: 'no-playlists-in-page',
      'itag-18': 'always-there',
    });
  });

  test.each([
    [{ hasSabr: false }, 'no-streaming-address'],
    [{}, 'streaming-wants-token'],
    [{ isPremium: true }, 'streaming-needs-no-token'],
  ] as const)('streaming: %o', (facts, reason) => {
    expect(why('sabr', facts)).toBe(reason);
  });

  test("a paying account's own client goes before the others", () => {
    const facts = { isLoggedIn: true, isPremium: true, hasSabr: false };
    expect(kept(facts)).toEqual([
      'client:WEB_CREATOR',
      'client:VISIONOS',
      'client:WEB_EMBEDDED_PLAYER',
      'client:TVHTML5_SIMPLY',
      'itag-18',
    ]);
  });

  test('without the player script only a client that needs none is asked, music not where it is streamed', () => {
    expect(kept({ hasPlayerScript: false, hasSabr: false, has18: false })).toEqual([
      'client:VISIONOS',
    ]);
    expect(why('client:TVHTML5_SIMPLY', { isMusic: true })).toBe('music-is-streamed-there');
    expect(why('itag-18', { has18: false })).toBe('no-18-in-page');
  });

  test('behind an age gate those are asked that know none', () => {
    const gated = { refused: 'age-restricted', hasSabr: false, has18: false } as const;
    expect(kept(gated)).toEqual(['client:WEB_EMBEDDED_PLAYER']);
    expect(kept({ ...gated, isLoggedIn: true })).toEqual([
      'client:WEB_EMBEDDED_PLAYER',
      'client:WEB_CREATOR',
    ]);
    expect(kept({ ...gated, isLoggedIn: true, isEmbeddable: false })).toEqual([
      'client:WEB_CREATOR',
    ]);
  });

  test('a video that may not be embedded is asked for outside of the embed, any other refusal holds', () => {
    expect(kept({ refused: 'video-unavailable', isEmbed: true })).toEqual([
      'client:VISIONOS',
      'client:TVHTML5_SIMPLY',
    ]);
    for (const refused of ['video-unavailable', 'private-video', 'asked-to-prove-human'] as const) {
      expect(kept({ refused })).toEqual([]);
    }
    expect(why('sabr', { refused: 'private-video' })).toBe('refused');
    expect(kept({ isLive: true })).toEqual(['client:VISIONOS']);
    expect(kept({ isLive: true, hasPlaylists: true })).toEqual(['playlists', 'client:VISIONOS']);
  });
});

describe('nextStep', () => {
  const plan = planTiers({ ...today, hasAddresses: true, isLoggedIn: true });
  const stepAfter = (...failures: [Tier, Parameters<typeof nextStep>[1][0]['code']][]) => {
    const [first, ...rest] = failures.map(([tier, code]) => ({ tier, code }));
    if (!first) throw new Error('no failure');
    return nextStep(plan, [first, ...rest]);
  };

  test('goes on to the next way, each once', () => {
    expect(stepAfter(['page-address', 'http-403'])).toEqual({ step: 'tier', tier: 'sabr' });
    expect(stepAfter(['page-address', 'http-403'], ['sabr', 'sabr-error'])).toEqual({
      step: 'tier',
      tier: 'client:VISIONOS',
    });
    expect(
      stepAfter(
        ['page-address', 'http-403'],
        ['sabr', 'sabr-error'],
        ['client:VISIONOS', 'video-unavailable'],
      ),
    ).toEqual({ step: 'tier', tier: 'client:WEB_EMBEDDED_PLAYER' });
  });

  test('where tokens are no good, asks none that wants one', () => {
    const failed = [
      ['sabr', 'attestation-required'],
      ['page-address', 'http-403'],
      ['client:VISIONOS', 'http-403'],
      ['client:WEB_EMBEDDED_PLAYER', 'streaming-only'],
    ] as const;
    const [first, ...rest] = failed.map(([tier, code]) => ({ tier, code }));
    expect(first && nextStep(plan, [first, ...rest])).toEqual({ step: 'tier', tier: 'itag-18' });
  });

  test('where the script is not understood, asks a client that needs none, and then ends', () => {
    expect(stepAfter(['page-address', 'unknown-cipher'])).toEqual({
      step: 'tier',
      tier: 'client:VISIONOS',
    });
    expect(
      stepAfter(['page-address', 'unknown-cipher'], ['client:VISIONOS', 'video-unavailable']),
    ).toEqual({ step: 'end', code: 'unknown-cipher' });
  });

  test.each(['http-429', 'asked-to-prove-human'] as const)('%s of the page is a pause', (code) => {
    expect(stepAfter(['sabr', code])).toEqual({ step: 'pause', code });
  });

  test('a client that is to prove to be a person says nothing of the next; one that asked too often does', () => {
    const told = (code: 'http-429' | 'asked-to-prove-human') =>
      stepAfter(['page-address', 'http-403'], ['sabr', 'sabr-error'], ['client:VISIONOS', code]);
    expect(told('asked-to-prove-human')).toEqual({
      step: 'tier',
      tier: 'client:WEB_EMBEDDED_PLAYER',
    });
    expect(told('http-429')).toEqual({ step: 'tier', tier: 'itag-18' });
  });

  test.each(['network-lost', 'disk-full', 'cancelled', 'internal'] as const)(
    '%s is not the doing of the way',
    (code) => expect(stepAfter(['sabr', code])).toEqual({ step: 'same', code }),
  );

  test("ends with the best way's reason", () => {
    const all = plan.flatMap(({ tier, isKept }) => (isKept ? [tier] : []));
    const [first, ...rest] = all.map((tier, at) => ({
      tier,
      code: at === 0 ? ('http-410' as const) : ('http-403' as const),
    }));
    expect(first && nextStep(plan, [first, ...rest])).toEqual({ step: 'end', code: 'http-410' });
  });
});

describe('tierFacts', () => {
  test('a page of today: streaming and 18', () => {
    const page = pageData({ ...session, playerResponse: streamedResponse });
    expect(tierFacts(page)).toEqual({
      ...today,
      isLoggedIn: true,
      isEmbeddable: true,
    });
    expect(tierReport(page)).toEqual({ tier: 'sabr', why: 'streaming-wants-token' });
  });

  test('what the session says counts', () => {
    const page = pageData({ playerResponse: streamedResponse });
    const said = { isPremium: true, saysForKids: true };
    expect(tierFacts(page, said)).toMatchObject({ isPremium: true, isForKids: true });
  });

  test.each([
    ['page-address', { streamingData: { formats: [{ itag: 22, url: media('a=1') }] } }],
    ['client:VISIONOS', playable('18 alone')],
    ['client:VISIONOS', { ...streamedResponse, playerConfig: undefined }],
    ['client:VISIONOS', { ...playable('live'), videoDetails: { videoId, isLive: true } }],
    ['none', { playabilityStatus: { status: 'ERROR', reason: 'Weg.' } }],
    [
      'client:WEB_EMBEDDED_PLAYER',
      { playabilityStatus: { status: 'LOGIN_REQUIRED', desktopLegacyAgeGateReason: 1 } },
    ],
  ])('%s %#', (tier, playerResponse) => {
    expect(tierReport(pageData({ ...session, playerResponse })).tier).toBe(tier);
  });

  test('the site of music and the embedded player are told by their address', () => {
    const at = (pageUrl: string) => tierFacts(pageData({ pageUrl, playerResponse: {} }));
    expect(at(`https://music.youtube.com/watch?v=${videoId}`).isMusic).toBe(true);
    expect(at(`https://www.youtube-nocookie.com/embed/${videoId}`).isEmbed).toBe(true);
    expect(at(`https://www.youtube.com/shorts/${videoId}`)).toMatchObject({
      isEmbed: false,
      isMusic: false,
    });
  });
});

const session = { sts: 20_472, loggedIn: true };

describe('the clients', () => {
  test('each row names its fact and its date, and no number twice', () => {
    const all = clientNames.map(clientNamed);
    for (const { fact } of all) expect(fact).toMatch(/youtube\.md §.*\b20\d\d-\d\d/);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(otherClients.map(({ name }) => name)).toEqual([
      'VISIONOS',
      'WEB_EMBEDDED_PLAYER',
      'TVHTML5_SIMPLY',
      'WEB_CREATOR',
    ]);
  });

  test.each([
    ['https://www.youtube.com/watch?v=x', undefined, 'WEB'],
    ['https://m.youtube.com/watch?v=x', undefined, 'MWEB'],
    ['https://music.youtube.com/watch?v=x', undefined, 'WEB_REMIX'],
    ['https://www.youtube.com/embed/x', 56, 'WEB_EMBEDDED_PLAYER'],
    ['https://www.youtube.com/watch?v=x', 4711, 'WEB'],
  ])('a page at %s that says %s is %s', (url, number, name) => {
    expect(pageClient(url, number).name).toBe(name);
  });
});
