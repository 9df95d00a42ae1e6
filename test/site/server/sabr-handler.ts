import { videoById } from '../catalogue';
import { generationOf, lastModified, unsolvedN } from '../googlevideo/media-address';
import { sign } from '../googlevideo/sign';
import { dubbed, xtagsOf } from '../media/dubs';
import { makeMedia } from '../media/make-media';
import { isProgressiveProfile, type Profile, profileOf } from '../media/profiles';
import { answerSabr } from '../sabr/answer-sabr';
import { framed } from '../sabr/framed';
import { mapFile } from '../sabr/map-file';
import { readMedia } from '../sabr/read-media';
import type { SabrAsk } from '../sabr/sabr-ask';
import type { SabrTrack, SabrVideo } from '../sabr/sabr-video';
import type { VideoSpec } from '../video-spec';
import { type Answer, type Ask, statusAnswer } from './answer';
import type { SiteContext } from './site-context';

/** Whether a request to a media host is one of the streaming protocol. */
export const isSabr = ({ method, url }: Ask): boolean =>
  method === 'POST' && url.pathname === '/videoplayback' && url.searchParams.get('sabr') === '1';

/** The SABR endpoint: a POST with what the player has and wants, answered with media of several formats in one stream. */
export async function sabrAnswer(
  context: SiteContext,
  ask: Ask,
  cors: Record<string, string>,
): Promise<Answer> {
  const id = (ask.url.searchParams.get('id') ?? '').replace(/^o-/, '');
  const known = videoById(id);
  if (known?.signing !== 'sabr') {
    return statusAnswer('media', 403, { headers: cors, note: 'signature' });
  }
  if (ask.headers['content-type'] !== 'application/x-protobuf') {
    return statusAnswer('media', 415, { headers: cors, videoId: id, note: 'content-type' });
  }
  const { sabr } = context.control;
  const spec = context.control.atPresent(known);
  const body = await ask.readBytes();
  const address = judgeAddress(context, spec, ask);
  const request: SabrAsk = { url: ask.url, body, now: Date.now(), address };
  const answer = answerSabr(request, await videoOf(spec), sabr);
  const [itag] = answer.itags;
  const about = {
    ...{ videoId: id, ...(itag !== undefined && { itag }) },
    ...(answer.note !== undefined && { note: answer.note }),
  };
  if (answer.status !== 200) {
    return statusAnswer('media', answer.status, { ...about, headers: cors });
  }
  return {
    ...{ kind: 'media', status: 200, ...about },
    ...(answer.bytesPerSecond !== undefined && { bytesPerSecond: answer.bytesPerSecond }),
    headers: {
      ...cors,
      'content-type': 'application/vnd.yt-ump',
      'cache-control': 'private, max-age=0',
      server: 'gvs 1.0',
      'x-content-type-options': 'nosniff',
    },
    body: { kind: 'stream', chunks: framed(answer.parts) },
  };
}

function judgeAddress(
  { control, players }: SiteContext,
  { id, era }: VideoSpec,
  { url: { searchParams: query }, remoteAddress }: Ask,
): SabrAsk['address'] {
  const generation = generationOf(query.get('ei') ?? '') ?? 0;
  return {
    isSigned: query.get('sig') === sign(query, era),
    isExpired: Number(query.get('expire')) <= Date.now() / 1000 || generation < control.generation,
    isOwn: query.get('ip') === remoteAddress,
    isSolved: query.get('n') === players.of(era).solveN(unsolvedN(id, false)),
  };
}

async function videoOf(video: VideoSpec): Promise<SabrVideo> {
  const { id, dubs, itags } = video;
  const adaptive = itags.map(profileOf).filter((profile) => !isProgressiveProfile(profile));
  const tracks = adaptive.flatMap((profile) => {
    if (!dubs || profile.video) return [trackOf(video, profile)];
    return dubs.map((dub) =>
      trackOf({ ...video, clip: dubbed(video.clip, dub) }, profile, xtagsOf(dub)),
    );
  });
  return { id, tracks: await Promise.all(tracks) };
}

async function trackOf(
  { clip, premiumItags = [] }: VideoSpec,
  profile: Profile,
  xtags?: string,
): Promise<SabrTrack> {
  const media = await makeMedia(profile, clip);
  return {
    itag: profile.itag,
    lastModified: lastModified(media),
    ...(xtags !== undefined && { xtags }),
    kind: profile.video ? 'video' : 'audio',
    mime: profile.mime,
    isPremium: premiumItags.includes(profile.itag),
    bytes: media.bytes,
    map: await mapFile(media, profile.extension === 'webm' ? 'webm' : 'mp4'),
    read: (into, at) => readMedia(media, into, at),
  };
}
