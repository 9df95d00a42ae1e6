import type { ErrorData } from '../errors';
import type { OutputContainer } from '../formats/choice';
import type { ConflictAction } from '../settings/settings';

/** Same video, same format: the same id, so that asking twice is one job. */
export type JobId = string;

/** One format to fetch: it becomes one part file in OPFS. */
export interface PartRequest {
  readonly role: 'video' | 'audio' | 'whole';
  readonly formatId: string;
  readonly itag: number;
  /** Solved and ready; its host was checked against `allowedHosts`. */
  readonly url: string;
  /** Bytes, where the format states it; then the server must agree. */
  readonly contentLength?: number;
}

/** Worth knowing to whoever reads a bug report. No addresses, tokens or signatures. */
export interface JobNote {
  readonly what: /** The page's own player and the cached plan solved `n` differently; a third way decided. */
    | 'page-and-plan-disagree'
    /** Two strategies of the cipher gave different answers; a third decided. */
    | 'strategies-disagree';
  readonly player: string;
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
  readonly parts: readonly PartRequest[];
  /** Suffixes a media URL's host must have, after redirects too: `['googlevideo.com']`. */
  readonly allowedHosts: readonly string[];
  readonly output: OutputContainer;
  readonly file: FileTarget;
  readonly connectionsPerHost: number;
  /** The tab that asked, for its badge. */
  readonly tabId?: number;
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
}

export type JobState =
  | { readonly state: 'queued' }
  | { readonly state: 'fetching'; readonly progress: Progress }
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
  readonly current: JobState;
};

export const isActive = ({ current: { state } }: Pick<Job, 'current'>): boolean =>
  state !== 'done' && state !== 'failed' && state !== 'cancelled';
