import type { Format, Image, ImageContainer } from './format';

/** The file that comes out. `extension` is without the dot; `mime` is what the blob is typed with (Chromium forces the extension from it). */
export interface OutputContainer {
  readonly extension:
    | 'mp4'
    | 'webm'
    | 'mkv'
    | 'm4a'
    | 'opus'
    | 'ogg'
    | 'mp3'
    | '3gp'
    | 'flv'
    | ImageContainer;
  readonly mime: string;
}

/** One row a person can choose: what is fetched and what becomes of it. */
export type Choice =
  /** Picture and sound in one file already: saved as it is served. */
  | {
      readonly kind: 'progressive';
      readonly id: string;
      readonly format: Format;
      readonly output: OutputContainer;
      readonly bytes?: number;
    }
  | {
      readonly kind: 'paired';
      readonly id: string;
      readonly video: Format;
      readonly audio: Format;
      readonly output: OutputContainer;
      readonly bytes?: number;
    }
  | {
      readonly kind: 'video-only';
      readonly id: string;
      readonly video: Format;
      readonly output: OutputContainer;
      readonly bytes?: number;
    }
  | {
      readonly kind: 'audio-only';
      readonly id: string;
      readonly audio: Format;
      readonly output: OutputContainer;
      readonly bytes?: number;
    }
  /** Saved as it is served. */
  | {
      readonly kind: 'image';
      readonly id: string;
      readonly image: Image;
      readonly output: OutputContainer;
      readonly bytes?: number;
    };

/** `auto`: plays everywhere (H.264 + AAC in mp4, at most 1080p). `best`: highest quality, any codec. Numbers: at most that resolution. */
export const presets = ['auto', 'best', '2160', '1080', '720', '480', 'audio'] as const;
export type Preset = (typeof presets)[number];

/** Why a preset's choice is not what its name says; the key of a sentence. */
export type Fallback =
  | { readonly reason: 'lower-resolution'; readonly wanted: number; readonly got: number }
  | { readonly reason: 'higher-resolution'; readonly wanted: number; readonly got: number }
  | { readonly reason: 'other-codec'; readonly got: string }
  | { readonly reason: 'no-sound' }
  | { readonly reason: 'no-picture' };

export interface PresetChoice {
  readonly preset: Preset;
  readonly choice: Choice;
  readonly fallbacks: readonly Fallback[];
}
