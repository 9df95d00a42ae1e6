import { describe, expect, test } from 'vitest';
import { clientNamed, otherClients } from '../../../src/extract/youtube/clients';
import { clientOf, planTiers, type Tier, type TierFacts } from '../../../src/extract/youtube/tiers';
import { stranger, type Viewer } from '../../site/accounts/accounts';
import { accessTrouble } from '../../site/clients/judge-access';
import { isSiteClient, type SiteClient, siteClients } from '../../site/clients/site-clients';
import type { VideoTrait } from '../../site/video-spec';

/** A watch page of today whose own way is closed. */
const page: TierFacts = {
  ...{ hasAddresses: false, hasSabr: false, has18: false, hasPlaylists: false, isLive: false },
  ...{ isEmbed: false, isMusic: false, isLoggedIn: false, isPremium: false, hasPlayerScript: true },
};

const needs = {
  nothing: {},
  'an age': { refused: 'age-restricted' },
  'an age, not embeddable': { refused: 'age-restricted', isEmbeddable: false },
  'for children': { isForKids: true },
  'not embeddable': { isEmbeddable: false },
  'for children, not embeddable': { isForKids: true, isEmbeddable: false },
  'not embeddable, in an embed': {
    refused: 'video-unavailable',
    isEmbed: true,
    isEmbeddable: false,
  },
  music: { isMusic: true },
  'what a paying account has': { isPremium: true },
  'a membership that is not there': { refused: 'members-only' },
} as const satisfies Record<string, Partial<TierFacts>>;

const short = { V: 'VISIONOS', E: 'WEB_EMBEDDED_PLAYER', T: 'TVHTML5_SIMPLY', C: 'WEB_CREATOR' };
const shortOf = (tier: Tier): string =>
  Object.entries(short).find(([, name]) => tier === `client:${name}`)?.[0] ?? '';
const asked = (facts: Partial<TierFacts>): string =>
  planTiers({ ...page, ...facts })
    .flatMap(({ tier, isKept }) => (isKept ? shortOf(tier) : []))
    .join('');

// In which order the other clients are asked: by nobody, and by who is logged in.
test.each([
  ['nothing', 'VET', 'VETC'],
  ['an age', 'E', 'EC'],
  ['an age, not embeddable', '', 'C'],
  ['for children', 'ET', 'ETC'],
  ['not embeddable', 'VT', 'VTC'],
  ['for children, not embeddable', 'T', 'TC'],
  ['not embeddable, in an embed', 'VT', 'VTC'],
  ['music', 'VE', 'VEC'],
  ['what a paying account has', 'VET', 'CVET'],
  ['a membership that is not there', '', ''],
] as const)('%s: %s; logged in: %s', (need, byNobody, byAccount) => {
  expect(asked(needs[need])).toBe(byNobody);
  expect(asked({ ...needs[need], isLoggedIn: true })).toBe(byAccount);
});

describe('who is asked is who gives', () => {
  const traits: Readonly<Partial<Record<keyof typeof needs, readonly VideoTrait[]>>> = {
    nothing: [],
    'an age': ['for-adults'],
    'an age, not embeddable': ['for-adults', 'not-embeddable'],
    'for children': ['for-kids'],
    'not embeddable': ['not-embeddable'],
    'for children, not embeddable': ['for-kids', 'not-embeddable'],
    music: ['music'],
    'a membership that is not there': ['members-only'],
  };
  /** What the offline site gives each client, by its rules and not by ours. */
  const givers = (of: readonly VideoTrait[], viewer: Viewer | undefined): string[] =>
    Object.keys(siteClients)
      .filter(isSiteClient)
      .filter((name) => {
        const client: SiteClient = siteClients[name];
        if (client.serves === 'accounts' && !viewer) return false;
        const isStreamed = client.streams !== undefined && of.includes(client.streams);
        return !isStreamed && !accessTrouble({ traits: of }, viewer ?? stranger, client);
      });

  test.each(Object.entries(traits))('%s', (need, of = []) => {
    const facts = Object.entries(needs).find(([name]) => name === need)?.[1];
    for (const viewer of [undefined, stranger]) {
      const plan = planTiers({ ...page, ...facts, isLoggedIn: viewer !== undefined });
      const names = plan.flatMap(({ tier, isKept }) =>
        isKept ? (clientOf(tier)?.name ?? []) : [],
      );
      expect(names.sort()).toEqual(givers(of, viewer).sort());
    }
  });
});

test('cookies go where the site takes them, and tokens are bound as it wants them', () => {
  for (const { name, cookies, token, gives } of otherClients.map(({ name: one }) =>
    clientNamed(one),
  )) {
    if (!isSiteClient(name)) throw new Error(`The site does not know ${name}.`);
    const theirs: SiteClient = siteClients[name];
    expect([
      name,
      cookies,
      token?.boundTo,
      token?.unlessPremium,
      gives.includes('premium'),
    ]).toEqual([
      name,
      theirs.serves === 'strangers' ? 'omit' : 'include',
      theirs.tokenFor,
      token && (theirs.needsNoTokenForPremium ?? false),
      theirs.givesPremium ?? false,
    ]);
  }
});
