import type { Chapter } from '../formats/chapter';
import type { Format } from '../formats/format';

export interface CaptionTrack {
  readonly id: string;
  readonly languageCode: string;
  readonly name: string;
  readonly kind: 'manual' | 'automatic';
  /** Whether the site makes a translation of it. */
  readonly isTranslatable: boolean;
  readonly url: string;
}

/** One that the site translates captions into. */
export interface CaptionLanguage {
  readonly code: string;
  /** In the page's language. */
  readonly name: string;
}

/** Small pictures of the whole timeline, on sheets. */
export interface Storyboard {
  /** Of one picture. */
  readonly width: number;
  readonly height: number;
  readonly pictures: number;
  readonly intervalMs: number;
  /** Addresses, in order. */
  readonly sheets: readonly string[];
}

/** What every extractor answers with: one thing to watch, in all its encodings, best first. */
export interface Video {
  readonly site: 'youtube';
  readonly id: string;
  /** The page a person would open, canonical. */
  readonly url: string;
  readonly title: string;
  readonly channel?: string;
  readonly durationSeconds?: number;
  readonly thumbnailUrl?: string;
  readonly storyboard?: Storyboard;
  /** ISO 8601 date. */
  readonly published?: string;
  readonly formats: readonly Format[];
  readonly captions: readonly CaptionTrack[];
  /** None, or two and more. */
  readonly chapters: readonly Chapter[];
  readonly captionLanguages: readonly CaptionLanguage[];
  /** The player script that solves this page's signatures and n, as the page names it: `playerScript` says whether it may be fetched. */
  readonly playerUrl?: string;
}
