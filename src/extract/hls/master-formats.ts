import type { MasterPlaylist, Variant } from 'hls-parser/types.js';
import { nameCodec } from '../../formats/codecs';
import type { Format } from '../../formats/format';
import { plainIds } from '../plain-ids';
import { playlistInvalid, streamProtected } from '../playlist-invalid';
import { address } from '../stream-address';
import { type DescribedStream, streamFormat, writtenCodecs } from '../stream-format';
import type { StreamText } from '../stream-text';

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
    const stream = describeVariant(variant, list, addSounds(variant, url, sounds));
    // What is heard in a rendition is already there by its own address.
    const streams = stream.holds === 'sound' ? sounds : pictures;
    add(streams, list, stream);
    addTexts(variant, url, texts);
  }
  const formats = plainIds([...pictures.values(), ...sounds.values()]).map(streamFormat);
  if (formats.length === 0) throw playlistInvalid('no streams');
  return { formats, texts: [...texts.values()] };
}

/** Where a variant is heard: a playlist beside it, or one of its renditions within its own; if it names any. */
interface Heard {
  readonly isBeside: boolean;
  readonly within?: Variant['audio'][number] | undefined;
}

function describeVariant(variant: Variant, url: string, heard: Heard): DescribedStream {
  const { codecs, resolution, bandwidth, averageBandwidth, frameRate, videoRange } = variant;
  const { width, height } = resolution ?? {};
  const holds = holdsOf(holdsBy(codecs, resolution !== undefined), heard);
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
    ...(heard.within && holds !== 'picture' ? wordsOf(heard.within) : {}),
    ...(holds === 'picture' ? { soundGroups: groupsOf(variant.audio) } : {}),
  };
}

/** What is named again under one address is the same, and of the groups of both. */
function add(streams: Map<string, DescribedStream>, list: string, stream: DescribedStream): void {
  const known = streams.get(list);
  const soundGroups = [...new Set([known, stream].flatMap((one) => one?.soundGroups ?? []))];
  streams.set(list, { ...(known ?? stream), ...(soundGroups.length > 0 ? { soundGroups } : {}) });
}

function groupsOf(renditions: Variant['audio']): readonly string[] | undefined {
  const groups = new Set(renditions.map(({ groupId }) => `${groupId}`.slice(0, longestName)));
  return groups.size > 0 ? [...groups] : undefined;
}

/** What a variant's codecs tell, corrected by its renditions: `CODECS` counts those beside it too. */
function holdsOf(told: DescribedStream['holds'], { isBeside, within }: Heard) {
  if (told === 'sound') return told;
  if (within) return 'both';
  return isBeside ? 'picture' : told;
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

/** Adds the playlists beside a variant in which it is heard. A rendition without any is in the variant's own (§4.3.4.2.1). */
function addSounds(variant: Variant, base: string, sounds: Map<string, DescribedStream>): Heard {
  const codecs = writtenCodecs(variant.codecs).filter(
    (codec) => nameCodec(codec)?.track === 'audio',
  );
  let isBeside = false;
  for (const rendition of variant.audio) {
    const list = rendition.uri ? address(rendition.uri, base) : undefined;
    if (list === undefined) continue;
    isBeside = true;
    const { language, name } = rendition;
    add(sounds, list, {
      id: ['hls', 'sound', language, name].filter(Boolean).join('.'),
      source: { kind: 'segments', list: { protocol: 'hls', url: list } },
      codecs: codecs.join(),
      holds: 'sound',
      soundGroups: groupsOf([rendition]),
      ...wordsOf(rendition),
    });
  }
  return { isBeside, within: variant.audio.find(({ uri }) => !uri) };
}

/** What a rendition says of its sound. */
function wordsOf(rendition: Variant['audio'][number]) {
  const { name, language, isDefault, channels, characteristics } = rendition;
  return {
    language,
    name: `${name ?? language ?? ''}`.slice(0, longestName),
    isDefault,
    channels: Number(/^\d+/.exec(channels ?? '')?.[0] ?? Number.NaN),
    isDescriptive: /describes-video/.test(characteristics ?? ''),
  };
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
