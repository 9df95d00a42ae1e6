import type { MasterPlaylist, Variant } from 'hls-parser/types.js';
import { nameCodec } from '../../formats/codecs';
import type { Format } from '../../formats/format';
import { playlistInvalid, streamProtected } from '../playlist-invalid';
import { address } from '../stream-address';
import { type DescribedStream, streamFormat, writtenCodecs } from '../stream-format';

/** A text track of the stream, in pieces like the rest. */
export interface StreamText {
  readonly url: string;
  readonly language: string;
  readonly name: string;
}

export interface MasterStreams {
  /** Each has an address of its own, of a media playlist. */
  readonly formats: readonly Format[];
  readonly texts: readonly StreamText[];
}

const longestName = 100;

/**
 * What a master playlist has to choose from (RFC 8216 §4.3.4). Where the sound of a variant is a playlist
 * of its own, variant and sound are formats apart. Variants of the same address are one.
 * @throws playlist-invalid where there is nothing, drm-protected where its session keys say so.
 */
export function masterFormats(master: MasterPlaylist, url: string): MasterStreams {
  const key = master.sessionKeyList.find(({ method, format }) => method !== 'AES-128' || format);
  if (key && key.format !== 'identity') throw streamProtected(key.format ?? `${key.method}`);
  const pictures = new Map<string, DescribedStream>();
  const sounds = new Map<string, DescribedStream>();
  const texts = new Map<string, StreamText>();
  for (const variant of master.variants) {
    if (variant.isIFrameOnly) continue;
    const list = address(`${variant.uri}`, url);
    if (list === undefined) continue;
    const hasOwnSound = addSounds(variant, url, sounds);
    const stream = describeVariant(variant, list, hasOwnSound);
    // What is heard in a rendition is already there by its own address.
    const streams = stream.holds === 'sound' ? sounds : pictures;
    if (!streams.has(list)) streams.set(list, stream);
    addTexts(variant, url, texts);
  }
  const formats = named([...pictures.values(), ...sounds.values()]).map(streamFormat);
  if (formats.length === 0) throw playlistInvalid('no streams');
  return { formats, texts: [...texts.values()] };
}

function describeVariant(variant: Variant, url: string, hasOwnSound: boolean): DescribedStream {
  const { codecs, resolution, bandwidth, averageBandwidth, frameRate, videoRange } = variant;
  const { width, height } = resolution ?? {};
  const holds = hasOwnSound ? 'picture' : holdsBy(codecs, resolution !== undefined);
  return {
    id: ['hls', height, bandwidth].filter(Boolean).join('.'),
    source: { kind: 'segments', list: { protocol: 'hls', url } },
    codecs: ownCodecs(codecs, holds),
    holds,
    width,
    height,
    fps: frameRate,
    hdr: videoRange === 'PQ' || videoRange === 'HLG' ? true : undefined,
    bitrate: averageBandwidth ?? bandwidth,
  };
}

function holdsBy(codecs: string | undefined, hasSize: boolean): DescribedStream['holds'] {
  const tracks = writtenCodecs(codecs).flatMap((codec) => nameCodec(codec)?.track ?? []);
  if (tracks.length === 0 || (tracks.includes('video') && tracks.includes('audio'))) return 'both';
  if (tracks.includes('video')) return 'picture';
  return hasSize ? 'both' : 'sound';
}

/** A variant names the codecs of its renditions too. */
const ownCodecs = (codecs: string | undefined, holds: DescribedStream['holds']): string =>
  writtenCodecs(codecs)
    .filter((codec) => holds !== 'picture' || nameCodec(codec)?.track !== 'audio')
    .join();

/** Whether the variant is heard in a playlist beside it. */
function addSounds(variant: Variant, base: string, sounds: Map<string, DescribedStream>): boolean {
  const codecs = writtenCodecs(variant.codecs).filter(
    (codec) => nameCodec(codec)?.track === 'audio',
  );
  let found = false;
  for (const { uri, name, language, isDefault, channels, characteristics } of variant.audio) {
    const list = uri ? address(uri, base) : undefined;
    if (list === undefined) continue;
    found = true;
    if (sounds.has(list)) continue;
    sounds.set(list, {
      id: ['hls', 'sound', language, name].filter(Boolean).join('.'),
      source: { kind: 'segments', list: { protocol: 'hls', url: list } },
      codecs: codecs.join(),
      holds: 'sound',
      language,
      name: `${name ?? language ?? ''}`.slice(0, longestName),
      isDefault,
      channels: Number(/^\d+/.exec(channels ?? '')?.[0] ?? Number.NaN),
      isDescriptive: /describes-video/.test(characteristics ?? ''),
    });
  }
  return found;
}

function addTexts(variant: Variant, base: string, texts: Map<string, StreamText>): void {
  for (const { uri, name, language } of variant.subtitles) {
    const url = uri ? address(uri, base) : undefined;
    if (url === undefined || texts.has(url)) continue;
    texts.set(url, {
      url,
      language: `${language ?? ''}`,
      name: `${name ?? ''}`.slice(0, longestName),
    });
  }
}

/** Ids become keys and file names in OPFS: plain, short, and none twice. */
function named(streams: readonly DescribedStream[]): DescribedStream[] {
  const used = new Map<string, number>();
  return streams.map((stream) => {
    const plain = stream.id.replace(/[^\w.]/g, '_').slice(0, 80);
    const times = (used.get(plain) ?? 0) + 1;
    used.set(plain, times);
    return { ...stream, id: times === 1 ? plain : `${plain}.${times}` };
  });
}
