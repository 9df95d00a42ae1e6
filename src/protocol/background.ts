import type { ErrorCode, ErrorData } from '../errors';
import type { Credentials } from '../extract/extractor';
import type { CaptionTrack, Site, Video } from '../extract/video';
import type { PageClient } from '../extract/youtube/page-data';
import type { Choice, OutputContainer, Preset, PresetChoice } from '../formats/choice';
import type { SoundTrack } from '../formats/sound-tracks';
import type {
  CollectionItem,
  FileTarget,
  JobId,
  JobOptions,
  JobRequest,
  Origin,
} from '../jobs/job';
import type { PendingVideo } from '../jobs/pending-job';
import type { Renewal } from '../jobs/reduce-job';
import type { SaveWish } from '../jobs/save-wish';
import type { CaptionFormat } from '../media/write-captions';
import type { EngineSettings, Settings } from '../settings/settings';
import type { SabrDoubt } from '../transfer/sabr/sabr-source';
import type { SaveOutcome } from './engine';

/** The page's video as the popup shows it: choices carry formats, but a screen never fetches them. */
export interface VideoView
  extends Omit<
    Video,
    | 'site'
    | 'formats'
    | 'captions'
    | 'storyboard'
    | 'playerUrl'
    | 'folder'
    | 'metadata'
    | 'description'
  > {
  /** Best first: a picture with the sound that fits it best, then sound alone. "Without sound" is `withoutSound[choice.id]`. */
  readonly choices: readonly Choice[];
  readonly withoutSound: Readonly<Record<string, Choice>>;
  /** What each preset would save; absent where it has nothing. */
  readonly presets: Readonly<Partial<Record<Preset, PresetChoice>>>;
  /** What pictures of it can be saved, and how many files each is. */
  readonly pictures: readonly { readonly kind: PictureKind; readonly files: number }[];
  /** Where they lie stays in the background. */
  readonly captions: readonly CaptionView[];
  /** What the video can be heard in, the one that stands for it first; `track`: what the choices are heard in. */
  readonly tracks: readonly SoundTrack[];
  readonly track: string;
  /** Suggested, without extension, already safe. */
  readonly fileName: string;
}

export type CaptionView = Omit<CaptionTrack, 'url'>;

export type PictureKind = 'thumbnail' | 'storyboard';
/** One of many on a page. */
export interface ItemView {
  readonly id: string;
  readonly title: string;
  /** Not saved before, as far as is remembered. */
  readonly isNew: boolean;
  readonly thumbnailUrl?: string;
  readonly durationSeconds?: number;
  /** Of the best that there is of it. */
  readonly output?: OutputContainer;
  readonly bytes?: number;
}

/** A page of many: a thread, an album. */
export interface CollectionView {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly siteName: string;
  readonly items: readonly ItemView[];
}

/** A playlist or a channel: of its videos nobody has looked at any. */
export interface ListView {
  readonly id: string;
  readonly title: string;
  readonly items: readonly ItemView[];
  /** For `moreOfList`; absent: that is all. */
  readonly next?: ListCursor;
}

/** Where a list goes on, and who asked for its begin. */
export interface ListCursor {
  readonly continuation: string;
  readonly client: PageClient;
}

export type PageView =
  | { readonly kind: 'video'; readonly video: VideoView }
  | { readonly kind: 'collection'; readonly collection: CollectionView }
  | { readonly kind: 'list'; readonly list: ListView };

/** A site that we know, as the page of settings shows it. */
export interface SiteView {
  readonly site: Site;
  readonly name: string;
  /** All hosts below these are asked. */
  readonly hosts: readonly string[];
  /** Whether a person may enter a key, and has: what it is no screen is told. */
  readonly takesKey: boolean;
  readonly hasKey: boolean;
  /** Whether a person may also sign in with it, and as whom one has. */
  readonly signsIn: boolean;
  readonly account?: string;
}

/** Received by the background; sent by the popup and the manager. */
export type BackgroundRequests = {
  /** Reads and decodes the tab's page, its choices heard in a track of its. Fails with the page's code. */
  describePage(request: { tabId: number; track?: string }): PageView;
  /** `videoId` guards against a page that went on to another video meanwhile; `fileName` is what the person typed, without extension. */
  saveVideo(request: {
    tabId: number;
    videoId: string;
    wish: SaveWish;
    fileName?: string;
    saveAs?: boolean;
  }): { jobId: JobId; alreadyRunning: boolean };
  /** Each at its best. `collectionId` guards as `videoId` does. */
  saveItems(request: { tabId: number; collectionId: string; itemIds: readonly string[] }): {
    started: number;
    alreadyRunning: number;
  };
  /** What follows in a list. */
  moreOfList(request: {
    tabId: number;
    listId: string;
    next: ListCursor;
  }): Pick<ListView, 'items' | 'next'>;
  /** A job for each, at a quality; into a folder of the list's title. */
  saveList(request: {
    tabId: number;
    listId: string;
    title: string;
    preset: Preset;
    videos: readonly PendingVideo[];
  }): { started: number; alreadyRunning: number };
  /** One track as a file: `language` names one to translate it into; `fileName` is the video's. */
  saveCaptions(request: {
    tabId: number;
    videoId: string;
    captionId: string;
    language?: string;
    format: CaptionFormat;
    fileName: string;
  }): void;
  /** The video's picture, or the sheets of its timeline; how many files that were. */
  savePictures(request: { tabId: number; videoId: string; what: PictureKind; fileName: string }): {
    files: number;
  };
  cancelJob(request: { jobId: JobId }): void;
  forgetJob(request: { jobId: JobId }): void;
  /** Saves the job's video again as it was asked; what is on disk is kept. */
  retryJob(request: { jobId: JobId }): void;
  /** From nothing, with what the site serves now. */
  restartJob(request: { jobId: JobId }): void;
  /** Without an id: all. */
  pauseJobs(request: { jobId?: JobId }): void;
  resumeJobs(request: { jobId?: JobId }): void;
  /** Ends the recording of a live stream, and saves what has come. */
  finishJob(request: { jobId: JobId }): void;
  retryFailedJobs(request: Record<never, never>): void;
  forgetEndedJobs(request: { state: 'done' | 'failed' | 'cancelled' }): void;
  setJobOptions(request: {
    jobId: JobId;
    options: Partial<Pick<JobOptions, 'priority' | 'speedLimit'>>;
  }): void;
  moveJob(request: { jobId: JobId; before?: JobId }): void;
  jobLog(request: { jobId: JobId }): { text: string };
  findStrays(request: Record<never, never>): { bytes: number; folders: number };
  removeStrays(request: Record<never, never>): { bytes: number };
  /** Makes sure the engine runs, so that a screen's port finds it. */
  wakeEngine(request: Record<never, never>): void;
  /** Why the last save of this tab by menu or shortcut could not begin, and the tab's title then; once told it is forgotten. */
  takeNotice(request: { tabId: number }): { error?: ErrorData; title?: string };
  listSites(request: Record<never, never>): readonly SiteView[];
  setCredentials(request: { site: Site; credentials: Credentials }): void;
  removeCredentials(request: { site: Site }): void;
  /** On the site's own page, in a window; over when the person has said yes or no there. Fails with `sign-in-failed`. */
  signIn(request: { site: Site }): void;
  signOut(request: { site: Site }): void;
  getSettings(request: Record<never, never>): Settings;
  setSettings(request: Partial<Settings>): Settings;
};

/** The same format: the same itag, time of last change and size, as far as both sides know them. With neither of the two it means what the site has now. */
export interface FormatIdentity {
  readonly formatId: string;
  readonly itag: number;
  readonly contentLength?: number;
  readonly lastModified?: string;
}

/** One of the site's ways to the media that failed, and with what. */
export interface FailedTier {
  readonly tier: string;
  readonly code: ErrorCode;
}

/** How a job's formats shall be had from now on: in the best way that has not failed. */
export interface RenewalWish {
  /** In the way of before, where it still gives something; `doubt`: what was wrong with it, `poToken`: what was asked with. */
  readonly before?: {
    readonly tier: string;
    readonly doubt: SabrDoubt;
    readonly poToken?: string;
  };
  readonly failed: readonly FailedTier[];
}

export type SaveStatus =
  /** `bytes`: of the copy so far, where the browser says it. */
  | { readonly kind: 'running'; readonly downloadId: number; readonly bytes?: number }
  | { readonly kind: 'ended'; readonly downloadId: number; readonly outcome: SaveOutcome }
  /** The browser was asked to save it and has not answered: its dialog may be open. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'unknown' };

/** A host that has media of a page, and what it is told of where we come from. */
export interface PageHost {
  readonly host: string;
  /** `https://www.example.com/`: as much as a browser tells it. */
  readonly referer: string;
}

/** Received by the background; sent by the engine. */
export type EngineEvents = {
  /** What a pending job is made of, by its video's page. Fails with the page's code. */
  completeJob(request: JobRequest): JobRequest;
  /** Hands an assembled file to the browser's downloader; fails with `save-refused`. */
  saveFile(request: { jobId: JobId; url: string; file: FileTarget; origin: Origin }): {
    downloadId: number;
  };
  /**
   * New sources, by the format ids that are asked, for a job whose server refused the ones it has, from its
   * page or a fresh copy of it in the same session. Fails with `format-changed` where the site has another
   * version of a format now.
   */
  renewSources(request: {
    origin: Origin;
    videoUrl: string;
    formats: readonly FormatIdentity[];
    wish: RenewalWish;
  }): Renewal;
  /** One of many on a page is saved, whole and where it belongs. Not told of private windows. */
  itemSaved(item: CollectionItem): void;
  /** How one of our downloads stands; `fileName` and `since` (milliseconds since 1970) find it where the browser has given it another id, `url` where nobody was told its id. */
  saveStatus(request: {
    downloadId?: number;
    url?: string;
    fileName: string;
    bytes: number;
    since: number;
  }): SaveStatus;
  /** All hosts that jobs of unknown pages may still ask: told before the first one starts, and when they change. */
  pageHostsChanged(request: { hosts: readonly PageHost[] }): void;
  /** What the engine works by; asked once, when it starts. */
  engineSettings(request: Record<never, never>): EngineSettings;
  /** Stops the browser's downloader and removes what it wrote. */
  dropSave(request: { downloadId: number }): void;
  /** The sum over what runs, for the badge; at most once a second. `ended` names jobs that ended since the last call. */
  progressChanged(request: {
    /** What fetches, muxes, verifies or saves; what is paused or waits does not count. */
    running: number;
    /** What goes on by itself, now or later: not what is paused. While there is any, the engine is brought back should it go. Told once it has loaded, also where there is none. */
    unfinished?: number;
    /** 0–100; absent while no total is known. */
    percent?: number;
    ended: readonly { tabId?: number; error?: ErrorData; title: string }[];
  }): void;
};
