import type { Chapter } from '../formats/chapter';
import type { Format } from '../formats/format';

/** The sites that we know: mostly by the name of their folder here. */
export const sites = ['youtube', 'imgur', 'fourchan', 'gfycat', 'tencent', 'generic'] as const;
export type Site = (typeof sites)[number];

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

/** One thing to watch or look at, in all its encodings, best first. */
export interface Video {
  readonly site: Site;
  /** Unique on the site. */
  readonly id: string;
  /** The page a person would open, canonical; from it alone the same is found again. */
  readonly url: string;
  readonly title: string;
  readonly channel?: string;
  readonly description?: string;
  readonly durationSeconds?: number;
  /** It is being sent: it is saved from now until it ends, or a person has enough. */
  readonly isLive?: true;
  readonly thumbnailUrl?: string;
  readonly storyboard?: Storyboard;
  /** ISO 8601 date. */
  readonly published?: string;
  /** Where its file goes below the download folder, outermost first, as the site words it; without: right there. */
  readonly folder?: readonly string[];
  /** What else the site says: `views`, `board` … */
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  readonly formats: readonly Format[];
  /** Where its media lie, if only the page knows that: origins. Else the extractor's. */
  readonly mediaHosts?: readonly string[];
  readonly captions: readonly CaptionTrack[];
  /** None, or two and more. */
  readonly chapters?: readonly Chapter[];
  readonly captionLanguages?: readonly CaptionLanguage[];
  /** The player script that solves this page's signatures and n, as the page names it: `playerScript` says whether it may be fetched. */
  readonly playerUrl?: string;
}

/** What every extractor answers with: what an address shows, one thing or many. */
export interface Contents {
  /** Unique on the site. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** In the site's order; at least one. */
  readonly videos: readonly Video[];
}

/** The contents of an address that shows one thing. */
export const single = (video: Video): Contents => ({
  id: video.id,
  url: video.url,
  title: video.title,
  videos: [video],
});
