import * as v from 'valibot';

/**
 * What other extensions may ask, once a person has allowed them by id: `runtime.sendMessage(OUR_ID, …)`. Names
 * and answers are those of the web services that stood around yt-dlp, so that what spoke to one of those
 * speaks to us.
 */
const address = v.pipe(v.string(), v.maxLength(4_000));
const jobId = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
export const callSchema = v.variant('request', [
  v.object({ request: v.literal('video-info'), url: address }),
  v.object({
    request: v.literal('download'),
    url: address,
    quality: v.optional(v.picklist(['auto', '2160', '1080', '720', '480', 'audio']), 'auto'),
  }),
  v.object({ request: v.literal('status'), download_id: jobId }),
  v.object({ request: v.literal('file'), download_id: jobId }),
]);
export type Call = v.InferOutput<typeof callSchema>;
export type CallNamed<N extends Call['request']> = Extract<Call, { request: N }>;

export interface CallFailure {
  readonly success: false;
  /** A sentence in the person's language. */
  readonly error: string;
  /** The same as a word that stays the same. */
  readonly code?: string;
}

export interface InfoReply {
  readonly success: true;
  readonly info: {
    readonly title: string;
    /** `00:03:33`; empty where nobody says. */
    readonly duration: string;
    readonly uploader: string;
    /** `1,500,000,000` */
    readonly view_count: string;
    readonly thumbnail: string;
  };
}

export interface DownloadReply {
  readonly success: true;
  readonly download_id: string;
}

export type StatusReply =
  | {
      readonly status: 'downloading';
      /** 0–100 */
      readonly progress: number;
      /** `2.50 MiB/s` */
      readonly speed?: string;
      /** `10s` */
      readonly eta?: string;
      /** `50.5% of 100.00MiB at 2.50MiB/s ETA 00:00:10` */
      readonly status_text: string;
      readonly title: string;
    }
  | {
      readonly status: 'completed';
      readonly progress: 100;
      readonly filepath: string;
      readonly title: string;
    }
  | { readonly status: 'error'; readonly error: string; readonly title: string };

/** Where the file is: bytes never travel in messages. */
export interface FileReply {
  readonly success: true;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  /** Of `downloads.search({ id })`. */
  readonly download_id: number;
}

export type CallReply = InfoReply | DownloadReply | StatusReply | FileReply | CallFailure;
