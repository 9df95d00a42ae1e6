import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
  IsobmffInputFormat,
  type Output,
} from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { ReadCodecs } from './container-fit';
import type { TrackKind } from './track-span';

/** One track of one source file, ready to be copied packet by packet. */
export interface SourceTrack {
  readonly kind: TrackKind;
  readonly codecs: ReadCodecs;
  readonly sink: EncodedPacketSink;
  readonly first: EncodedPacket;
  /** Whether its packets can be listed without reading the media itself. */
  readonly hasIndex: boolean;
  /** Adds the track to an output before it starts; answers with where its packets go. */
  addTo(output: Output, maximumPacketCount: number | undefined): PacketTarget;
}

export interface PacketTarget {
  add(packet: EncodedPacket): Promise<void>;
  close(): void;
}

/** Finds the track of that kind. @throws mux-failed where there is none, or nothing in it. */
export async function sourceTrack(input: Input, kind: TrackKind): Promise<SourceTrack> {
  const track =
    kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  if (!track) throw new ReelkeepError('mux-failed', `The ${kind} part has no ${kind} track.`);
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  if (!first) throw new ReelkeepError('mux-failed', `The ${kind} part has no packets.`);
  const lane = track.isVideoTrack() ? await pictureLane(track) : await soundLane(track);
  const hasIndex = (await input.getFormat()) instanceof IsobmffInputFormat;
  return { kind, sink, first, hasIndex, ...lane };
}

type Lane = Pick<SourceTrack, 'codecs' | 'addTo'>;

async function pictureLane(track: InputVideoTrack): Promise<Lane> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw unknownCodec('video');
  const rotation = await track.getRotation();
  const addTo: Lane['addTo'] = (output, count) => {
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source, {
      decoderConfig,
      ...(rotation === 0 ? {} : { rotation }),
      ...(count === undefined ? {} : { maximumPacketCount: count }),
    });
    const meta = { decoderConfig };
    return { add: (packet) => source.add(packet, meta), close: () => source.close() };
  };
  return { codecs: { video: codec }, addTo };
}

async function soundLane(track: InputAudioTrack): Promise<Lane> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw unknownCodec('audio');
  const languageCode = await track.getLanguageCode();
  const addTo: Lane['addTo'] = (output, count) => {
    const source = new EncodedAudioPacketSource(codec);
    output.addAudioTrack(source, {
      languageCode,
      ...(count === undefined ? {} : { maximumPacketCount: count }),
    });
    const meta = { decoderConfig };
    return { add: (packet) => source.add(packet, meta), close: () => source.close() };
  };
  return { codecs: { audio: codec }, addTo };
}

const unknownCodec = (kind: string): ReelkeepError =>
  new ReelkeepError('mux-failed', `The ${kind} track's codec is not known.`);
