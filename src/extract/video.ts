import type { Format } from '../formats/format';

export interface CaptionTrack {
  readonly id: string;
  readonly languageCode: string;
  readonly name: string;
  readonly kind: 'manual' | 'automatic';
  readonly url: string;
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
  /** ISO 8601 date. */
  readonly published?: string;
  readonly formats: readonly Format[];
  readonly captions: readonly CaptionTrack[];
  /** The player script that solves this page's signatures and n, as the page names it: `playerScript` says whether it may be fetched. */
  readonly playerUrl?: string;
}
