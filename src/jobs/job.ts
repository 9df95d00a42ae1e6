import type { ErrorCode, ErrorData } from '../errors';
import type { Chapter } from '../formats/chapter';
import type { OutputContainer, Preset } from '../formats/choice';
import type { ConflictAction } from '../settings/settings';
import type { PartSource } from './part-source';
import type { SaveWish } from './save-wish';

/** Same video, same format: the same id, so that asking twice is one job. */
export type JobId = string;

/** One format to fetch: it becomes one part file in OPFS. */
export interface PartRequest {
  /** `clip`: picture and sound of one of several files that follow each other. */
  readonly role: 'video' | 'audio' | 'whole' | 'clip';
  readonly formatId: string;
  readonly itag: number;
  readonly source: PartSource;
  /** Bytes, where the format states it; then the server must agree. */
  readonly contentLength?: number;
  /** Microseconds since 1970, as the site says it: with itag and size it tells one version of a format from the next. */
  readonly lastModified?: string;
  /** Of this format alone, in seconds; a sound may be shorter than its picture. */
  readonly durationSeconds?: number;
  /** Of the whole file, where the site states it: hexadecimal. */
  readonly md5?: string;
  /** Of what is being sent: from now on alone, and not what of it is still there. */
  readonly fromNow?: true;
}

/** Where a job began: whose session may be asked again, and what may stay of it. */
export interface Origin {
  /** The tab that asked: for its page, and for its badge. */
  readonly tabId?: number;
  /** Firefox: the container whose cookies are the ones to use. */
  readonly cookieStoreId?: string;
  /** From a private window: it lives in memory only and ends with the window. */
  readonly isPrivate?: true;
}

export const priorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

/** What a person may change of a job while it stands. */
export interface JobOptions {
  readonly priority: Priority;
  /** Its place among jobs of one priority: smaller is earlier. Between two there is always room. */
  readonly rank: number;
  /** Bytes per second; absent: no limit of its own. */
  readonly speedLimit?: number;
}

/** Worth knowing to whoever reads a bug report. No addresses, tokens or signatures. */
export type JobNote =
  | {
      readonly what: /** The page's own player and the cached plan solved `n` differently; a third way decided. */
        | 'page-and-plan-disagree'
        /** Two strategies of the cipher gave different answers; a third decided. */
        | 'strategies-disagree';
      readonly player: string;
    }
  /** One of the site's ways to the media gave nothing; the next one is taken. */
  | { readonly what: 'tier-failed'; readonly tier: string; readonly code: ErrorCode };

/** Why it is not known what a job is made of, and what its page is asked for. */
export type PendingRequest =
  /** Of a list: nobody has looked at the video. `folder`: where its file goes below the download folder. */
  | { readonly kind: 'unseen'; readonly preset: Preset; readonly folder: readonly string[] }
  /** What was chosen on its page is known; the site did not say where it is to be had, but asked for patience, or for a person. */
  | { readonly kind: 'refused'; readonly wish: SaveWish; readonly error: ErrorData }
  /** All ways to what the preset means have failed, with this: the file that is always there is to stand in. */
  | { readonly kind: 'stand-in'; readonly preset: Preset; readonly code: ErrorCode };

/** One of many on a page, by the page and by its id there. */
export interface CollectionItem {
  readonly collection: string;
  readonly id: string;
}

/** What the background asks the engine for: everything it takes to make the file, nothing about the page. */
export interface JobRequest {
  readonly id: JobId;
  readonly title: string;
  readonly videoUrl: string;
  readonly thumbnailUrl?: string;
  /** What was chosen, for people: `1080p60 · H.264 + AAC`. */
  readonly label: string;
  readonly durationSeconds?: number;
  /** It is being sent while it is saved: it may be finished where a person has enough. */
  readonly isLive?: true;
  readonly parts: readonly PartRequest[];
  /** What it is made of is not known yet: its page is asked when its turn comes. `parts` is empty until then. */
  readonly pending?: PendingRequest;
  /** What it is on the page of many where it was asked for: once it is saved it is not new there any more. */
  readonly item?: CollectionItem;
  /** What it was asked for by, where that was no format. */
  readonly preset?: Preset;
  /** It is the file that is always there: all ways to what the preset means have failed, the best with this. */
  readonly standsIn?: ErrorCode;
  /** Written into what is put together here; a file that is saved as it was served keeps its own. */
  readonly chapters?: readonly Chapter[];
  /** Which of the site's ways to the media the sources are of, in the site's own word. */
  readonly tier?: string;
  /** Suffixes a media URL's host must have, after redirects too: `['googlevideo.com']`. */
  readonly allowedHosts: readonly string[];
  readonly output: OutputContainer;
  readonly file: FileTarget;
  readonly origin: Origin;
  readonly notes?: readonly JobNote[];
}

export interface FileTarget {
  /** Relative to the browser's download folder, with extension, safe in both browsers. */
  readonly name: string;
  readonly conflictAction: ConflictAction;
  readonly saveAs: boolean;
}

export interface Progress {
  /** Bytes on disk, not bytes asked. */
  readonly received: number;
  /** Bytes in all, once known. */
  readonly total?: number;
  /** Bytes per second, smoothed; absent while nothing is known. */
  readonly speed?: number;
  /** Seconds. */
  readonly eta?: number;
}

export interface SavedFile {
  /** Absolute, as the browser reports it: another extension may have renamed the file. */
  readonly path: string;
  readonly bytes: number;
  readonly downloadId: number;
  /** So much of a stream was not served any more when it was to be fetched, and is not in the file. */
  readonly missedSeconds?: number;
}

/** What a job waits for. It goes on by itself as soon as that has come. */
export type WaitReason =
  /** The network is gone, or no host answers. */
  | 'network'
  /** Room on the disk; facts of the error: `missingBytes`. */
  | 'disk'
  /** The server asked for patience; `until` says how long. */
  | 'server'
  /** The advertisements before the video: nothing is served until they would be over (`until`). */
  | 'advertisements'
  /** A metered connection, and the person does not want to pay for it. */
  | 'metered'
  /** The person's quiet hours; `until` says when they end. */
  | 'quiet-hours';

export type JobState =
  | { readonly state: 'queued' }
  /** The page, or a fresh copy of it, is asked for addresses. */
  | { readonly state: 'resolving' }
  | {
      readonly state: 'waiting';
      readonly reason: WaitReason;
      /** Milliseconds since 1970, where the end is known. */
      readonly until?: number;
      /** What led here, where it was a failure. */
      readonly error?: ErrorData;
      readonly progress?: Progress;
    }
  | { readonly state: 'fetching'; readonly progress: Progress }
  /** By the person, until the person says otherwise. */
  | { readonly state: 'paused'; readonly progress?: Progress }
  /** 0–1 */
  | { readonly state: 'muxing'; readonly done: number }
  | { readonly state: 'verifying' }
  | { readonly state: 'saving'; readonly downloadId?: number }
  | { readonly state: 'done'; readonly file: SavedFile }
  | { readonly state: 'failed'; readonly error: ErrorData }
  | { readonly state: 'cancelled' };

export type Job = {
  readonly request: JobRequest;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly options: JobOptions;
  readonly current: JobState;
};

export const isActive = ({ current: { state } }: Pick<Job, 'current'>): boolean =>
  state !== 'done' && state !== 'failed' && state !== 'cancelled';
