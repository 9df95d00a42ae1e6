import type { FormatId } from 'googlevideo/protos';
import type { SegmentMap } from './segment-map';

/** One format of a video, as the endpoint serves it. */
export interface SabrTrack {
  readonly itag: number;
  /** Microseconds since 1970, decimal. */
  readonly lastModified: string;
  readonly xtags?: string;
  readonly kind: 'video' | 'audio';
  readonly mime: string;
  /** For paying accounts alone. */
  readonly isPremium?: boolean;
  readonly bytes: number;
  readonly map: SegmentMap;
  /** Fills it with the file's bytes from there on. */
  read(into: Uint8Array, at: number): Promise<void> | void;
}

export interface SabrVideo {
  readonly id: string;
  readonly tracks: readonly SabrTrack[];
}

export const formatIdOf = ({ itag, lastModified, xtags }: SabrTrack): FormatId => ({
  itag,
  lastModified,
  ...(xtags !== undefined && { xtags }),
});

/** The same format by all three parts of its name. */
export const isFormat = (track: SabrTrack, id: FormatId | undefined): boolean =>
  id?.itag === track.itag &&
  id.lastModified === track.lastModified &&
  (id.xtags ?? '') === (track.xtags ?? '');
