import { type Account, stranger, type Viewer } from '../accounts/accounts';
import { catalogue } from '../catalogue';
import { ordinaryVideos } from '../catalogue-ordinary';
import { sabrVideos } from '../catalogue-sabr';
import { hostFlags } from '../clients/host-flags';
import { accessTrouble } from '../clients/judge-access';
import {
  pageClient,
  type SiteClient,
  type SiteClientName,
  siteClients,
} from '../clients/site-clients';
import { hostilePlayerUrl } from '../hostile/hostile-pages';
import { scriptHost } from '../hosts';
import { playlistAddress } from '../live/playlist-address';
import { issueFormats } from '../pages/issue-formats';
import type { Place } from '../pages/place';
import { troubleOf } from '../pages/troubles';
import type { WatchPage } from '../pages/watch-page';
import { reloadTokenOf } from '../sabr/conversation-rules';
import { issueSabr, spcOf, webClient } from '../sabr/issue-sabr';
import { minterScript } from '../sabr/minter-script';
import type { VideoSpec } from '../video-spec';
import type { SiteContext } from './site-context';
import { cipherlessPath, missingPath } from './site-players';

export interface PageLoad {
  /** The player's data are asked for with a token that the streaming protocol gave. */
  readonly reloadToken?: string;
  readonly place?: Place;
  /** Whose page it is. */
  readonly account?: Account;
  /** What who asks may see: the account's where it is not said. */
  readonly viewer?: Viewer;
  /** The page that an embed is embedded in. */
  readonly referer?: string | undefined;
  /** Another client than the page asks; `given`: how it is answered. */
  readonly client?: AskingClient;
}

export interface AskingClient {
  readonly name: SiteClientName;
  readonly version: string;
  readonly given: 'addresses' | 'streaming' | 'playlists';
}

/** What a load of a video's page is made of: media made where missing, addresses given out now. */
export async function loadPage(
  context: SiteContext,
  video: VideoSpec,
  load: PageLoad = {},
): Promise<WatchPage> {
  const { control, players } = context;
  const { client, account, viewer = account?.may ?? stranger } = load;
  const asks: SiteClient = client ? siteClients[client.name] : pageClient;
  const denied = accessTrouble(video, viewer, client && asks);
  const trouble = denied ?? troubleOf(video.trouble);
  const shown = control.atPresent(trouble.otherVideo ? otherThan(video) : video);
  const player = players.of(shown.era);
  const isStreamed = shown.signing === 'sabr';
  const issue = {
    expire: Math.floor(Date.now() / 1000) + control.urlLifetimeSeconds,
    generation: control.generation,
    namesMirrors: control.namesMirrors,
    ...(isStreamed && { more: todaysParameters(control.sabr.switches.adSeconds) }),
    ...(client && clientsAddresses(client, viewer)),
  };
  const hasFormats = trouble.streaming !== undefined && trouble.streaming !== 'empty';
  const event = isStreamed ? control.sabr.newEvent() : usualEvent;
  const asked = client ? { name: asks.id, version: client.version } : webClient;
  const isPremium = viewer.isPremium && asks.givesPremium === true;
  const isReload = load.reloadToken === reloadTokenOf(shown.id);
  return {
    ...{ video, shown, trouble, event, place: load.place ?? 'watch' },
    ...(account && { account }),
    ...{ isPremium, hostFlags: hostFlags(load.referer) },
    formats: hasFormats ? await issueFormats(told(shown, asks, isPremium), player, issue) : [],
    playerUrl: playerUrl(context, video),
    sts: player.sts,
    expiresInSeconds: control.urlLifetimeSeconds - 60,
    links: isStreamed ? sabrVideos : ordinaryVideos.filter(({ id }) => id !== video.id),
    forgedEvents: control.forgedEvents,
    ...(isStreamed &&
      (client || control.namesStreams) && {
        sabr: issueSabr(shown, { ...issue, isReload, isPremium, client: asked }, control.sabr),
      }),
    ...(client && { client: givenTo(client, shown) }),
    ...(shown.broadcast && { manifest: playlistAddress(shown, issue) }),
    minter: isStreamed ? await minterScript(shown.id, event, control.sabr.switches.minter) : '',
  };
}

const usualEvent = 'b2ZmbGluZS1zaXRlLWV2ZW50';

/** What the addresses of today's pages say besides (facts §1.1). */
const todaysParameters = (adSeconds: number): Record<string, string> => ({
  ...{ c: 'WEB', rqh: '1', sefc: '1', spc: spcOf(adSeconds) },
});

/** Another client waits for no advertisement of the page's. */
const clientsAddresses = ({ name }: AskingClient, { isPremium }: Viewer) => ({
  more: { c: name, rqh: '1', spc: spcOf(0, isPremium) },
  ...(siteClients[name].needsScript ? {} : { withoutN: true as const }),
});

/** Of music some clients have no addresses, whatever they are given else. */
const givenTo = ({ name, given }: AskingClient, { traits = [] }: VideoSpec) => {
  const { streams }: SiteClient = siteClients[name];
  const isStreamed = streams !== undefined && traits.includes(streams);
  return isStreamed && given === 'addresses' ? 'streaming' : given;
};

/** The video with those of its formats that this client tells this account. */
const told = (video: VideoSpec, { has18 }: SiteClient, isPremium: boolean): VideoSpec => ({
  ...video,
  itags: video.itags.filter(
    (itag) => (has18 || itag !== 18) && (isPremium || !video.premiumItags?.includes(itag)),
  ),
});

function playerUrl({ players }: SiteContext, { era, trouble, hostile }: VideoSpec): string {
  const { player } = troubleOf(trouble);
  const evil = hostilePlayerUrl(hostile);
  if (evil) return evil;
  if (player === 'without-cipher') return cipherlessPath;
  if (player === 'missing') return missingPath;
  const { path } = players.of(era);
  return era < '2016' ? `//${scriptHost}${path}` : path;
}

/** A small video of the same era. */
function otherThan(video: VideoSpec): VideoSpec {
  const other = catalogue.find(
    ({ id, era, clip, trouble }) =>
      era === video.era && id !== video.id && !trouble && clip !== video.clip,
  );
  if (other === undefined) throw new Error(`No other video of ${video.era}`);
  return other;
}
