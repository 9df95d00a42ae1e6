import { present } from '../../formats/present';
import type { PageData } from './page-data';
import type { PageSession } from './parse-session';
import { pagePlaylist } from './playlist-formats';
import { readFormats } from './read-formats';
import { isLive } from './read-video';
import { refusal, unstatedRefusal } from './refusal';
import { planTiers, type Tier, type TierFacts } from './tiers';

/** What a page says of the ways to its media. */
export function tierFacts(page: PageData, session?: PageSession): TierFacts {
  const { formats } = readFormats(page);
  const addressed = formats.filter(({ source }) => source.kind !== 'sabr');
  const { hostname, pathname } = new URL(page.pageUrl);
  const refused = refusal(page) ?? (formats.length === 0 ? unstatedRefusal(page) : undefined);
  return present({
    hasAddresses: addressed.some(({ itag }) => itag !== 18),
    hasSabr: formats.some(({ source }) => source.kind === 'sabr' && source.askable),
    has18: addressed.some(({ itag }) => itag === 18),
    hasPlaylists: pagePlaylist(page) !== undefined,
    isLive: isLive(page),
    refused: refused?.code,
    isEmbed: pathname.startsWith('/embed/'),
    isMusic: hostname === 'music.youtube.com',
    isEmbeddable: page.playerResponse?.playabilityStatus?.playableInEmbed,
    isForKids: session?.saysForKids || undefined,
    isLoggedIn: page.loggedIn ?? false,
    isPremium: session?.isPremium ?? false,
    hasPlayerScript: page.sts !== undefined,
  });
}

/** Which way a page's media would take by what it says of itself alone, and why; `none` with the reason where there is no way. */
export function tierReport(page: PageData): { tier: Tier | 'none'; why: string } {
  const facts = tierFacts(page);
  const plan = planTiers(facts);
  const first = plan.find(({ isKept }) => isKept);
  if (first) return { tier: first.tier, why: first.why };
  return { tier: 'none', why: facts.refused ?? (facts.isLive ? 'live' : 'nothing-to-go-by') };
}
