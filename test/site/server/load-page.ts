import { catalogue } from '../catalogue';
import { ordinaryVideos } from '../catalogue-ordinary';
import { hostilePlayerUrl } from '../hostile/hostile-pages';
import { scriptHost } from '../hosts';
import { issueFormats } from '../pages/issue-formats';
import { troubleOf } from '../pages/troubles';
import type { WatchPage } from '../pages/watch-page';
import type { VideoSpec } from '../video-spec';
import type { SiteContext } from './site-context';
import { cipherlessPath, missingPath } from './site-players';

/** What a load of a video's page is made of: media made where missing, addresses given out now. */
export async function loadPage(context: SiteContext, video: VideoSpec): Promise<WatchPage> {
  const { control, players } = context;
  const trouble = troubleOf(video.trouble);
  const shown = trouble.otherVideo ? otherThan(video) : video;
  const player = players.of(shown.era);
  const issue = {
    expire: Math.floor(Date.now() / 1000) + control.urlLifetimeSeconds,
    generation: control.generation,
  };
  const hasFormats = trouble.streaming !== undefined && trouble.streaming !== 'empty';
  return {
    video,
    shown,
    trouble,
    formats: hasFormats ? await issueFormats(shown, player, issue) : [],
    playerUrl: playerUrl(context, video),
    sts: player.sts,
    expiresInSeconds: control.urlLifetimeSeconds,
    links: ordinaryVideos.filter(({ id }) => id !== video.id),
    forgedEvents: control.forgedEvents,
  };
}

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
