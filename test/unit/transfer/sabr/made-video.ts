import { Seeded } from '../../../site/players/seeded';
import type { SabrTrack, SabrVideo } from '../../../site/sabr/sabr-video';
import { type MapSegment, segmentMap } from '../../../site/sabr/segment-map';
import { noise } from '../rig';

export interface MadeTrackOptions {
  readonly kind?: 'video' | 'audio';
  readonly itag?: number;
  readonly xtags?: string;
  readonly seed?: number;
  readonly segments?: number;
  /** About. */
  readonly segmentMs?: number;
  readonly segmentBytes?: number;
  readonly timescale?: number;
}

/** A format's file made of noise, cut at random. */
export type MadeTrack = SabrTrack & { readonly content: Uint8Array };

export function madeTrack({
  kind = 'video',
  itag = kind === 'video' ? 137 : 140,
  seed = 1,
  segments = 40,
  segmentMs = 5_000,
  segmentBytes = 3_000,
  timescale = 12_800,
  xtags,
}: MadeTrackOptions = {}): MadeTrack {
  const random = new Seeded(seed);
  const initBytes = random.between(100, 900);
  const about = (value: number) => random.between(Math.ceil(value / 2), Math.ceil(value * 1.5));
  let startTicks = 0;
  let startByte = initBytes;
  const entries = Array.from({ length: segments }, () => {
    const durationTicks = about((segmentMs * timescale) / 1000);
    const entry = { startTicks, durationTicks, startByte };
    startTicks += durationTicks;
    startByte += about(segmentBytes);
    return entry;
  });
  const content = noise(startByte, seed);
  return {
    ...{ kind, itag, content },
    ...(xtags !== undefined && { xtags }),
    lastModified: String(1_700_000_000_000_000 + seed),
    mime: kind === 'video' ? 'video/mp4' : 'audio/mp4',
    bytes: content.length,
    map: segmentMap(entries, timescale, content.length),
    read: (into, at) => into.set(content.subarray(at, at + into.length)),
  };
}

export const madeVideo = (...tracks: readonly SabrTrack[]): SabrVideo => ({
  id: 'madeofnoise',
  tracks,
});

export const segmentOf = ({ map }: SabrTrack, sequence: number): MapSegment => {
  const segment = map.segments[sequence - 1];
  if (!segment) throw new RangeError(`No segment ${sequence}`);
  return segment;
};
