import { videoById } from '../catalogue';
import { siteClientNamed } from '../clients/site-clients';
import { judge, type MediaTruth, type Verdict } from '../googlevideo/judge';
import { generationOf, lastModified, unsolvedN } from '../googlevideo/media-address';
import { sign } from '../googlevideo/sign';
import { evilHost } from '../hosts';
import { isListed, listedAnswer } from '../live/live-answer';
import { dubbed, writtenXtags } from '../media/dubs';
import { type MediaFile, makeMedia } from '../media/make-media';
import { isKnownItag, isProgressiveProfile, type Profile, profileOf } from '../media/profiles';
import { visitorData } from '../pages/visitor-data';
import { isModern } from '../players/is-modern';
import { beginOf, isPaidFor } from '../sabr/issue-sabr';
import { judgeToken } from '../sabr/judge-token';
import { type Answer, type Ask, type Handler, statusAnswer } from './answer';
import { partOf } from './file-answer';
import { isSabr, sabrAnswer } from './sabr-handler';
import type { SiteContext } from './site-context';

interface Found {
  readonly videoId: string;
  readonly profile: Profile;
  readonly media: MediaFile;
  readonly truth: MediaTruth;
}

/** `*.googlevideo.com`: media by address, under googlevideo's rules. */
export function mediaHandler(context: SiteContext): Handler {
  return async (ask) => {
    const cors = corsHeaders(ask);
    if (ask.method === 'OPTIONS') return statusAnswer('media', 204, { headers: cors });
    if (isListed(ask)) return listedAnswer(context, ask, cors);
    return isSabr(ask) ? sabrAnswer(context, ask, cors) : formatAnswer(context, ask, cors);
  };
}

/** One format's file, by its address. */
async function formatAnswer(
  context: SiteContext,
  ask: Ask,
  cors: Record<string, string>,
): Promise<Answer> {
  const { method, url } = ask;
  if (method !== 'GET' && method !== 'HEAD') return statusAnswer('media', 405, { headers: cors });
  if (url.pathname !== '/videoplayback') return statusAnswer('media', 404, { headers: cors });
  const found = await find(context, ask);
  // An address without a known format was never given out, so nothing can have signed it.
  if (!found) return statusAnswer('media', 403, { headers: cors, note: 'signature' });
  const { videoId, profile, media } = found;
  const about = { videoId, itag: profile.itag };
  const note = heldBack(context, url.searchParams, videoId);
  if (note) return statusAnswer('media', 403, { ...about, headers: cors, note });
  const verdict = judge(
    {
      query: url.searchParams,
      generation: generationOf(url.searchParams.get('ei') ?? ''),
      rangeHeader: rangeHeader(ask, media),
      remoteAddress: ask.remoteAddress,
    },
    found.truth,
  );
  if (verdict.kind === 'refused') {
    const unsatisfied = verdict.status === 416 && { 'content-range': `bytes */${media.bytes}` };
    const headers = { ...cors, ...unsatisfied };
    return statusAnswer('media', verdict.status, { ...about, headers, note: verdict.reason });
  }
  if (videoById(videoId)?.hostile === 'evil-redirect') {
    const location = `https://${evilHost}${url.pathname}${url.search}`;
    return statusAnswer('media', 302, { ...about, headers: { ...cors, location } });
  }
  return served(found, verdict, cors);
}

/** Advertisements come first; and some clients' addresses want a proof of origin beside them. */
function heldBack(
  { control }: SiteContext,
  query: URLSearchParams,
  videoId: string,
): string | undefined {
  if (beginOf(query) > Date.now()) return 'advertisements';
  const { tokenFor, needsNoTokenForPremium } = siteClientNamed(query.get('c') ?? '') ?? {};
  const isFree = needsNoTokenForPremium && isPaidFor(query);
  if (tokenFor === undefined || isFree || query.get('itag') === '18') return undefined;
  const binding = tokenFor === 'video' ? videoId : visitorData;
  const token = Buffer.from(query.get('pot') ?? '', 'base64url');
  return judgeToken(token, binding, control.sabr).kind === 'good' ? undefined : 'token';
}

function served(
  { videoId, profile, media }: Found,
  { status, start, end, slowed }: Extract<Verdict, { kind: 'served' }>,
  cors: Record<string, string>,
): Answer {
  return {
    kind: 'media',
    videoId,
    itag: profile.itag,
    status,
    headers: {
      ...cors,
      'content-type': profile.mime.split(';')[0] ?? '',
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=21300',
      etag: etagOf(media),
      'last-modified': new Date(Number(lastModified(media)) / 1000).toUTCString(),
      server: 'gvs 1.0',
      'x-content-type-options': 'nosniff',
      ...(status === 206 && { 'content-range': `bytes ${start}-${end}/${media.bytes}` }),
    },
    body: partOf(media, start, end),
    ...(slowed && { note: slowed.because, bytesPerSecond: slowed.bytesPerSecond }),
  };
}

const etagOf = (media: MediaFile): string => `"${lastModified(media)}"`;

/** `If-Range` that does not match asks for the whole file (RFC 9110 §13.1.5). */
function rangeHeader({ headers }: Ask, media: MediaFile): string | undefined {
  const condition = headers['if-range'];
  return condition === undefined || condition === etagOf(media) ? headers.range : undefined;
}

async function find(
  { control, players, captured }: SiteContext,
  ask: Ask,
): Promise<Found | undefined> {
  const query = ask.url.searchParams;
  const itag = Number(query.get('itag'));
  const id = (query.get('id') ?? '').replace(/^o-/, '');
  const known = videoById(id);
  if (!known) return captured?.findMedia(query);
  const video = control.atPresent(known);
  if (!isKnownItag(itag) || !video.itags.includes(itag)) return undefined;
  const profile = profileOf(itag);
  const dub = video.dubs?.find((one) => writtenXtags(one) === query.get('xtags'));
  const media = await makeMedia(profile, dub ? dubbed(video.clip, dub) : video.clip);
  const rateBypass = isProgressiveProfile(profile);
  const nowSeconds = Date.now() / 1000;
  const client = siteClientNamed(query.get('c') ?? '');
  const truth: MediaTruth = {
    bytes: media.bytes,
    rateBypass,
    signatureIsRight: (signature) => signature === sign(query, video.era),
    ...(isModern(video.era) &&
      (client?.needsScript ?? true) && {
        solvedN: players.of(video.era).solveN(unsolvedN(id, rateBypass)),
      }),
    bound: { nowSeconds, minGeneration: control.generation },
  };
  return { videoId: id, profile, media, truth };
}

/** Answers are for the site's own pages; an extension with host permission does not ask. */
function corsHeaders({ headers: { origin } }: Ask): Record<string, string> {
  if (!origin || !/^https:\/\/([a-z]+\.)?youtube(-nocookie)?\.com$/.test(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'Range, Content-Type',
    'access-control-expose-headers': 'Accept-Ranges, Content-Length, Content-Range, Content-Type',
    'timing-allow-origin': origin,
    vary: 'Origin',
  };
}
