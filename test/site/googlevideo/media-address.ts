import { createHash } from 'node:crypto';
import { mediaHosts } from '../hosts';
import type { MediaFile } from '../media/make-media';
import { isProgressiveProfile, type Profile } from '../media/profiles';

/** When and under which generation of addresses a page was given out. */
export interface Issue {
  /** Unix seconds after which the address is refused. */
  readonly expire: number;
  /** Addresses of an older generation are refused too: how a test expires what is out there. */
  readonly generation: number;
  /** Whether the address names a second host of the same bytes. */
  readonly namesMirrors?: boolean;
  /** Other parameters, none of them signed. */
  readonly more?: Readonly<Record<string, string>>;
  /** For a client whose addresses have no `n`. */
  readonly withoutN?: true;
}

/** A format's address with everything but its signature. `n` unsolved, as a page carries it. */
export function mediaAddress(
  videoId: string,
  profile: Profile,
  media: MediaFile,
  { expire, generation, namesMirrors, more, withoutN }: Issue,
  withN: boolean,
): URL {
  const progressive = isProgressiveProfile(profile);
  const host = mediaHost(videoId);
  const url = new URL('/videoplayback', `https://${host}`);
  url.search = new URLSearchParams({
    expire: String(expire),
    ei: eventId(generation),
    ip: '127.0.0.1',
    id: `o-${videoId}`,
    itag: String(profile.itag),
    source: 'youtube',
    requiressl: 'yes',
    mime: profile.mime.split(';')[0] ?? '',
    gir: 'yes',
    clen: String(media.bytes),
    dur: media.probed.durationSeconds.toFixed(3),
    lmt: lastModified(media),
    ...(progressive && { ratebypass: 'yes' }),
    ...(namesMirrors && mirrorParameters(host)),
    ...(withN && !withoutN && { n: unsolvedN(videoId, progressive) }),
    ...more,
    sparams: 'expire,ei,ip,id,itag,source,requiressl,mime,clen,dur,lmt,ratebypass',
  }).toString();
  return url;
}

/** As the real addresses say where else their bytes are: server 2 of the second place (youtube.md §3.2, §5). */
export function mirrorParameters(host: string): Record<string, string> {
  const [, number = '', place = ''] = /^rr(\d+)---([a-z0-9-]+)\./.exec(host) ?? [];
  return { mm: '31,29', mn: `${place},${place}2`, ms: 'au,rdu', mv: 'm', mvi: number, fvip: '2' };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** One host a video, as the site has it mostly: the picture and the sound share its connections. */
const mediaHost = (videoId: string): string =>
  mediaHosts[(digest(videoId)[0] ?? 0) % mediaHosts.length] ?? mediaHosts[0];

/** The captured page of December 2020 has two: one for its progressive formats, one for the adaptive ones. */
export const unsolvedN = (videoId: string, progressive: boolean): string =>
  digest(`n/${videoId}/${progressive}`).toString('base64url').slice(0, 17);

export const eventId = (generation: number): string => {
  const bytes = digest(`ei/${generation}`).subarray(0, 16);
  bytes.writeUInt32BE(generation);
  return bytes.toString('base64url');
};

export function generationOf(eventIdText: string): number | undefined {
  const bytes = Buffer.from(eventIdText, 'base64url');
  return bytes.length === 16 && eventId(bytes.readUInt32BE()) === eventIdText
    ? bytes.readUInt32BE()
    : undefined;
}

/** Microseconds since 1970, as `lmt`; the same for the same bytes. */
export const lastModified = ({ path, bytes }: MediaFile): string =>
  String(1_400_000_000_000_000 + digest(`${path.split('/').at(-1)}/${bytes}`).readUIntBE(0, 6));
