import { Parser } from 'm3u8-parser';
import { ReelkeepError } from '../../../src/errors';
import { mediaSegments } from '../../../src/extract/hls/media-segments';
import { parsePlaylist } from '../../../src/extract/hls/parse-playlist';
import type { ByteRange } from '../../../src/formats/format';
import { pretended } from './ask-yt-dlp';
import { compared, type ListVerdict } from './verdict';

const base = `${pretended}list.m3u8`;

/** Holds our reading of an HLS list against m3u8-parser's: addresses, byte ranges, lengths, beginnings, keys. */
export function hlsVerdict(file: string, text: string): ListVerdict {
  const about = { file, kind: 'hls' } as const;
  try {
    const ours = ourLines(text);
    const theirs = theirLines(text);
    if (ours === 'master' && theirs === 'master') return { ...about, state: 'master', segments: 0 };
    if (ours === 'master' || theirs === 'master') {
      return { ...about, state: 'different', segments: 0, why: 'a master for one of them alone' };
    }
    return compared(about, ours, theirs);
  } catch (error) {
    if (!(error instanceof ReelkeepError)) throw error;
    const why = `${error.code} ${JSON.stringify(error.facts)}`;
    return { ...about, state: 'refused', segments: 0, why };
  }
}

function ourLines(text: string): readonly string[] | 'master' {
  const playlist = parsePlaylist(text, base);
  if (playlist.isMasterPlaylist) return 'master';
  return mediaSegments(playlist, base)
    .segments.filter(({ isGap }) => !isGap)
    .map(({ url, range, seconds, init, key }) =>
      line({ url, range, seconds, init, key: key && ('url' in key ? key.url : key.bytes) }),
    );
}

function theirLines(text: string): readonly string[] | 'master' {
  const parser = new Parser();
  parser.push(text);
  parser.end();
  const { playlists, segments = [] } = parser.manifest;
  if (playlists) return 'master';
  return segments.flatMap(({ uri, gap, byterange, duration = 0, map, key }) => {
    if (!uri || gap) return [];
    const range = byterange && {
      start: byterange.offset,
      end: byterange.offset + byterange.length - 1,
    };
    const of = (address: string | undefined) => (address ? { url: absolute(address) } : undefined);
    const aes = key?.method === 'AES-128' && key.uri ? keyAt(key.uri) : undefined;
    return line({ url: absolute(uri), range, seconds: duration, init: of(map?.uri), key: aes });
  });
}

/** Its address; of one that stands in the list itself its bytes, in hexadecimal digits. */
function keyAt(uri: string): string {
  const [, base64, data = ''] = /^data:[^,]*?(;base64)?,(.*)$/.exec(uri) ?? [];
  if (data === '') return absolute(uri);
  return Buffer.from(decodeURIComponent(data), base64 ? 'base64' : 'latin1').toString('hex');
}

const absolute = (address: string): string => new URL(address, base).href;

function line(segment: {
  readonly url: string;
  readonly range?: ByteRange | undefined;
  readonly seconds: number;
  readonly init?: { readonly url: string } | undefined;
  readonly key?: string | undefined;
}): string {
  const { url, range, seconds, init, key } = segment;
  const bytes = range ? `${range.start}-${range.end}` : 'whole';
  return [url, bytes, seconds.toFixed(3), init?.url ?? '-', key ?? '-'].join(' ');
}
