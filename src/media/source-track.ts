import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type InputAudioTrack,
  type InputVideoTrack,
  IsobmffInputFormat,
  type Output,
} from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { ByteFile } from './byte-file';
import { ClusterWalk, matroskaTrack } from './cluster-walk';
import type { ReadCodecs } from './container-fit';
import { FragmentWalk } from './fragment-walk';
import { fragmentedTrack } from './fragmented-track';
import type { OpenMedia } from './media-input';
import { type Packet, type PacketWalk, SinkWalk } from './packet-walk';
import type { TrackKind } from './track-span';

/** One track of one source file, ready to be copied packet by packet. */
export interface SourceTrack {
  readonly kind: TrackKind;
  readonly codecs: ReadCodecs;
  /** Of the file it lies in. */
  readonly sourceBytes: number;
  /** What a decoder must have read before, where its container keeps that apart. */
  readonly description: Uint8Array | undefined;
  /** With its data, for as long as this is. */
  readonly first: EncodedPacket;
  /** Whether its packets can be listed without reading the media itself. */
  readonly hasIndex: boolean;
  /** Its times are whole multiples of one part in so many of a second. */
  readonly timescale: number;
  /** Whether a container takes its packets as they are: described beforehand, framed by their lengths, with nothing beside them. */
  readonly isPlain: boolean;
  /** Adds the track to an output before it starts; answers with where its packets go. */
  addTo(output: Output, rates?: Rates): PacketTarget;
  /** From the first packet on, as often as is asked. `metadataOnly`: without their data. */
  walk(metadataOnly: boolean): PacketWalk;
}

/** Bits per second. */
export interface Rates {
  readonly averageBitrate: number;
  /** At most. */
  readonly bitrate: number;
}

export interface PacketTarget {
  add(packet: Packet): Promise<void> | undefined;
  close(): void;
}

/** Who reads the packets: what our own walks give up, mediabunny may still read. */
export type Walks = 'ours' | 'mediabunny';

/** Finds the track of that kind. @throws mux-failed where there is none, or nothing in it. */
export async function sourceTrack(
  { input, file }: OpenMedia,
  kind: TrackKind,
  walks: Walks,
): Promise<SourceTrack> {
  const track =
    kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  if (!track) throw new ReelkeepError('mux-failed', `The ${kind} part has no ${kind} track.`);
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  if (!first) throw new ReelkeepError('mux-failed', `The ${kind} part has no packets.`);
  const lane = track.isVideoTrack() ? await pictureLane(track) : await soundLane(track);
  const resolution = await track.getTimeResolution();
  // Transparency comes beside the packets.
  const isPlain = lane.isPlain && first.sideData.alpha === undefined;
  const walkOurs = isPlain && walks === 'ours' ? ourWalk(file, kind) : undefined;
  return {
    kind,
    codecs: lane.codecs,
    description: lane.description,
    sourceBytes: file.getSize(),
    first,
    hasIndex: (await input.getFormat()) instanceof IsobmffInputFormat,
    timescale: isTimescale(resolution) ? resolution : usualTimescale,
    isPlain,
    addTo: lane.addTo,
    walk: walkOurs ?? ((metadataOnly) => new SinkWalk(sink, metadataOnly)),
  };
}

const plainCodecs: ReadonlySet<string> = new Set([
  ...['avc', 'hevc', 'vp8', 'vp9', 'av1'],
  ...['aac', 'mp3', 'opus', 'vorbis'],
]);
/** Without a description these carry their own, between start codes or in front of each frame. */
const selfDescribed: ReadonlySet<string> = new Set(['avc', 'hevc', 'aac']);

const isPlain = (codec: string, { description }: { readonly description?: unknown }): boolean =>
  plainCodecs.has(codec) && (description !== undefined || !selfDescribed.has(codec));

/** Of what most sites serve: one track, in fragments or clusters. */
function ourWalk(file: ByteFile, kind: TrackKind): SourceTrack['walk'] | undefined {
  const fragmented = fragmentedTrack(file);
  if (fragmented?.kind === kind) {
    return (metadataOnly) => new FragmentWalk(file, fragmented, metadataOnly);
  }
  const matroska = matroskaTrack(file);
  if (matroska?.kind === kind) {
    return (metadataOnly) => new ClusterWalk(file, matroska, metadataOnly);
  }
  return undefined;
}

/** MPEG's own clock. */
const usualTimescale = 90_000;
/** A Matroska may count nanoseconds: hours of them do not fit an mp4's usual 32 bits. */
const isTimescale = (resolution: number): boolean =>
  Number.isInteger(resolution) && resolution > 0 && resolution <= 1_000_000;

type Lane = Pick<SourceTrack, 'codecs' | 'description' | 'isPlain' | 'addTo'>;

async function pictureLane(track: InputVideoTrack): Promise<Lane> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw unknownCodec('video');
  const rotation = await track.getRotation();
  const addTo: Lane['addTo'] = (output, rates) => {
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source, { ...(rotation === 0 ? {} : { rotation }), ...rates });
    const meta = { decoderConfig };
    return { add: (packet) => source.add(encoded(packet), meta), close: () => source.close() };
  };
  const description = bytesOf(decoderConfig.description);
  return { codecs: { video: codec }, description, isPlain: isPlain(codec, decoderConfig), addTo };
}

async function soundLane(track: InputAudioTrack): Promise<Lane> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw unknownCodec('audio');
  const languageCode = await track.getLanguageCode();
  const addTo: Lane['addTo'] = (output, rates) => {
    const source = new EncodedAudioPacketSource(codec);
    output.addAudioTrack(source, { languageCode, ...rates });
    const meta = { decoderConfig };
    return { add: (packet) => source.add(encoded(packet), meta), close: () => source.close() };
  };
  const description = bytesOf(decoderConfig.description);
  return { codecs: { audio: codec }, description, isPlain: isPlain(codec, decoderConfig), addTo };
}

function bytesOf(description: AllowSharedBufferSource | undefined): Uint8Array | undefined {
  if (description === undefined) return undefined;
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
}

/** As mediabunny's muxers take it. They keep packets for a while, and some walks use their memory again. */
const encoded = (packet: Packet): EncodedPacket =>
  packet instanceof EncodedPacket
    ? packet
    : new EncodedPacket(packet.data.slice(), packet.type, packet.timestamp, packet.duration);

const unknownCodec = (kind: string): ReelkeepError =>
  new ReelkeepError('mux-failed', `The ${kind} track's codec is not known.`);
