import { ReelkeepError } from '../errors';
import type { PageData } from '../extract/youtube/page-data';
import { readFormats } from '../extract/youtube/read-formats';
import type { Decipher } from '../extract/youtube/resolve-formats';
import { tierFacts } from '../extract/youtube/tier-facts';
import { planTiers, type Tier, tierNamed } from '../extract/youtube/tiers';
import { walkTiers } from '../extract/youtube/walk-tiers';
import type { Origin } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import type { FormatIdentity, RenewalWish } from '../protocol/background';
import { embedFlags } from './embed-flags';
import { tokenFor } from './page-tokens';
import { isVersion } from './same-formats';
import { askInnertube, readSession } from './session-page';
import { type TierContext, tierSources } from './tier-sources';

export interface SourcesWish extends RenewalWish {
  /** What the site said of the video last. */
  readonly page: PageData;
  readonly wanted: readonly FormatIdentity[];
  /** In whose session; `tabId`: of the tab whose page it is. */
  readonly origin: Origin;
  readonly decipher: Decipher;
}

/**
 * How the wanted formats are to be had: by the way of before where it still gives something, else by the
 * best of the site's ways that has not failed; and which of them failed meanwhile.
 * @throws as `walkTiers`; no-formats where there is no way.
 */
export async function findSources(
  { page, wanted, origin, decipher, before, failed }: SourcesWish,
  signal: AbortSignal,
): Promise<Renewal> {
  const readAt = Date.now();
  const place = { origin, videoId: page.videoId };
  const told = await readSession(place);
  // A server that wants proof of origin all the same does not take the account for a paying one.
  const isDoubted = before?.doubt.kind === 'attestation';
  const session = told && isDoubted ? { ...told, isPremium: false } : told;
  const context: TierContext = {
    ...{ page, readAt, session, wanted, decipher, signal },
    tokenFor: (binding) => tokenFor(place, binding, refusedToken(before), signal),
    askInnertube: (call) => askInnertube(place, call, signal),
    embedFlags: () => embedFlags(page.videoId, signal),
    ...(before?.doubt.kind === 'reload' && { reloadToken: before.doubt.token }),
  };
  const known = failed.flatMap(({ tier: name, code }) => {
    const tier = tierNamed(name);
    return tier === undefined ? [] : [{ tier, code }];
  });
  const first = tierNamed(before?.tier ?? '') ?? addressTier(page, wanted);
  const found = await walkTiers(
    {
      plan: planTiers(tierFacts(page, session)),
      ...(first && !known.some(({ tier }) => tier === first) && { first }),
      failed: known,
    },
    (tier) => tierSources(tier, context),
    () => new ReelkeepError('no-formats', 'The site offers no way to these formats.'),
  );
  return {
    tier: found.tier,
    sources: Object.fromEntries(
      wanted.flatMap(({ formatId }, at) => {
        const source = found.value[at];
        return source ? [[formatId, source]] : [];
      }),
    ),
    notes: found.failed.map((failure) => ({ what: 'tier-failed', ...failure })),
  };
}

/** A token is not to blame for anything else. */
const refusedToken = (before: RenewalWish['before']): string | undefined =>
  before?.doubt.kind === 'attestation' ? before.poToken : undefined;

/** Where the page has an address of all that is wanted no other way is better: 18 is to be had by hardly any other. */
function addressTier(page: PageData, wanted: readonly FormatIdentity[]): Tier | undefined {
  const addressed = readFormats(page).formats.filter(({ source }) => source.kind !== 'sabr');
  const isThere = (one: FormatIdentity): boolean =>
    addressed.some((format) => format.itag === one.itag && isVersion(format, one));
  if (!wanted.every(isThere)) return undefined;
  return wanted.every(({ itag }) => itag === 18) ? 'itag-18' : 'page-address';
}
