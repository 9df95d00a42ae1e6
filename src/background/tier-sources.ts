import { asReelkeepError, ReelkeepError } from '../errors';
import { asClient } from '../extract/youtube/as-client';
import { type InnertubeClient, pageClient } from '../extract/youtube/clients';
import { pageAvailableAt } from '../extract/youtube/page-available-at';
import type { PageData } from '../extract/youtube/page-data';
import { pagePlaylist } from '../extract/youtube/playlist-formats';
import { readFormats } from '../extract/youtube/read-formats';
import type { Decipher } from '../extract/youtube/resolve-formats';
import { pageSabrAddress } from '../extract/youtube/sabr-address';
import { clientOf, type Tier } from '../extract/youtube/tiers';
import { tokenBinding } from '../extract/youtube/token-binding';
import type { Format } from '../formats/format';
import { isChoosable } from '../formats/left-out';
import { present } from '../formats/present';
import type { FreshSource } from '../jobs/reduce-job';
import type { FormatIdentity } from '../protocol/background';
import { askPlayer, type PlayerQuestion } from './ask-player';
import { addressSources, streamSources } from './fresh-sources';
import { playlistStream } from './playlist-stream';
import { sameFormats } from './same-formats';

/** So much of a video the streaming protocol gives without a token; its server counts to sixty. */
const freeSeconds = 50;

/** What the ways to a video's media have in common. */
export interface TierContext extends PlayerQuestion {
  /** Milliseconds since 1970, when the page was read. */
  readonly readAt: number;
  readonly wanted: readonly FormatIdentity[];
  readonly decipher: Decipher;
  /** @throws attestation-required */
  readonly tokenFor: (binding: string) => Promise<string>;
  /** The media server's word, with which the player's data are asked for anew. */
  readonly reloadToken?: string;
  readonly signal: AbortSignal;
}

/** How the wanted formats, in their order, are to be had by this way. @throws why they are not. */
export function tierSources(tier: Tier, context: TierContext): Promise<FreshSource[]> {
  const client = clientOf(tier);
  if (client) return clientSources(client, context);
  if (tier === 'playlists') return playlistSources(pagePlaylist(context.page), context);
  return tier === 'sabr' ? pageStream(context) : pageAddresses(context);
}

async function playlistSources(
  playlist: string | undefined,
  { wanted, decipher, signal }: TierContext,
): Promise<FreshSource[]> {
  if (playlist === undefined) throw new ReelkeepError('no-formats', 'It names no playlists.');
  const { formats } = await playlistStream(playlist, decipher, signal);
  return sameFormats(formats, wanted).flatMap(({ source }) =>
    source.kind === 'segments' ? [{ source: { kind: 'listed', list: source.list } as const }] : [],
  );
}

async function pageAddresses(context: TierContext): Promise<FreshSource[]> {
  const { page, wanted } = context;
  const formats = sameFormats(readFormats(page).formats, wanted);
  return addressSources(formats, waitOfPage(page, context), undefined, context);
}

async function pageStream(context: TierContext): Promise<FreshSource[]> {
  const { wanted, reloadToken, page: before, session } = context;
  const client = pageClient(before.pageUrl, before.clientNumber);
  const reloaded =
    reloadToken === undefined ? undefined : await askPlayer(client, { reloadToken }, context);
  const page = reloaded ? asClient(before, reloaded) : before;
  const formats = sameFormats(readFormats(page).formats, wanted);
  const binding = tokenBinding(client, page, session);
  const token =
    binding === undefined ? undefined : await tokenUnlessShort(binding, formats, context);
  const notBefore = reloaded ? reloaded.availableAt : waitOfPage(page, context);
  return streamSources(formats, pageSabrAddress(page), { token, notBefore }, context);
}

/** Without one the first minute comes all the same: of a short video that is all. @throws attestation-required */
async function tokenUnlessShort(
  binding: string,
  formats: readonly Format[],
  { tokenFor }: TierContext,
): Promise<string | undefined> {
  try {
    return await tokenFor(binding);
  } catch (thrown) {
    const isShort = formats.every(
      ({ durationSeconds = Number.POSITIVE_INFINITY }) => durationSeconds <= freeSeconds,
    );
    if (isShort && asReelkeepError(thrown).code === 'attestation-required') return undefined;
    throw thrown;
  }
}

async function clientSources(
  client: InnertubeClient,
  context: TierContext,
): Promise<FreshSource[]> {
  const { page, session, wanted } = context;
  // Of 18 no client's media want one (youtube.md §1.2).
  const is18 = wanted.every(({ itag }) => itag === 18);
  const binding = is18 ? undefined : tokenBinding(client, page, session);
  const token = binding === undefined ? undefined : await context.tokenFor(binding);
  const wish = present({ poToken: token });
  const answer = await askPlayer(client, wish, context);
  const { formats: offered, sabr, availableAt, hlsManifestUrl } = answer;
  if (hlsManifestUrl !== undefined && !offered.some(isChoosable)) {
    return playlistSources(hlsManifestUrl, context);
  }
  const formats = sameFormats(offered, wanted);
  return formats.every(({ source }) => source.kind !== 'sabr')
    ? addressSources(formats, availableAt, token, context)
    : streamSources(formats, sabr, { token, notBefore: availableAt }, context);
}

const waitOfPage = (page: PageData, { session, readAt }: TierContext): number | undefined =>
  session && pageAvailableAt(page, session, readAt);
