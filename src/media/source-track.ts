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

/** One track of one source file, ready to be copied packet by packet. */
export interface SourceTrack {
  readonly kind: 'video' | 'audio';
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
export async function sourceTrack(input: Input, kind: 'video' | 'audio'): Promise<SourceTrack> {
  const track =
    kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  if (!track) throw new ReelkeepError('mux-failed', `The ${kind} part has no ${kind} track.`);
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  if (!first) throw new ReelkeepError('mux-failed', `The ${kind} part has no packets.`);
  const addTo = track.isVideoTrack() ? await videoAdder(track) : await audioAdder(track);
  const hasIndex = (await input.getFormat()) instanceof IsobmffInputFormat;
  return { kind, sink, first, hasIndex, addTo };
}

async function videoAdder(track: InputVideoTrack): Promise<SourceTrack['addTo']> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw unknownCodec('video');
  const rotation = await track.getRotation();
  return (output, count) => {
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source, {
      decoderConfig,
      ...(rotation === 0 ? {} : { rotation }),
      ...(count === undefined ? {} : { maximumPacketCount: count }),
    });
    const meta = { decoderConfig };
    return { add: (packet) => source.add(packet, meta), close: () => source.close() };
  };
}

async function audioAdder(track: InputAudioTrack): Promise<SourceTrack['addTo']> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw unknownCodec('audio');
  const languageCode = await track.getLanguageCode();
  return (output, count) => {
    const source = new EncodedAudioPacketSource(codec);
    output.addAudioTrack(source, {
      languageCode,
      ...(count === undefined ? {} : { maximumPacketCount: count }),
    });
    const meta = { decoderConfig };
    return { add: (packet) => source.add(packet, meta), close: () => source.close() };
  };
}

const unknownCodec = (kind: string): ReelkeepError =>
  new ReelkeepError('mux-failed', `The ${kind} track's codec is not known.`);
