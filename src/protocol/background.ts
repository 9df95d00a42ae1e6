import type { ErrorData } from '../errors';
import type { Video } from '../extract/video';
import type { Choice, Preset, PresetChoice } from '../formats/choice';
import type { FileTarget, JobId } from '../jobs/job';
import type { Settings } from '../settings/settings';

/** The page's video as the popup shows it: choices carry formats, but a screen never fetches them. */
export interface VideoView extends Omit<Video, 'site' | 'formats' | 'captions' | 'playerUrl'> {
  /** Best first: a picture with the sound that fits it best, then sound alone. "Without sound" is `withoutSound[choice.id]`. */
  readonly choices: readonly Choice[];
  readonly withoutSound: Readonly<Record<string, Choice>>;
  /** What each preset would save; absent where it has nothing. */
  readonly presets: Readonly<Partial<Record<Preset, PresetChoice>>>;
  /** Suggested, without extension, already safe. */
  readonly fileName: string;
}

export type SaveWish =
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'choice'; readonly choiceId: string };

/** Received by the background; sent by the popup and the manager. */
export type BackgroundRequests = {
  /** Reads and decodes the tab's page. Fails with the page's code. */
  describeVideo(request: { tabId: number }): VideoView;
  /** `videoId` guards against a page that went on to another video meanwhile; `fileName` is what the person typed, without extension. */
  saveVideo(request: {
    tabId: number;
    videoId: string;
    wish: SaveWish;
    fileName?: string;
    saveAs?: boolean;
  }): { jobId: JobId; alreadyRunning: boolean };
  cancelJob(request: { jobId: JobId }): void;
  forgetJob(request: { jobId: JobId }): void;
  /** Saves the job's video again as it was asked; what is on disk is kept. */
  retryJob(request: { jobId: JobId }): void;
  /** Makes sure the engine runs, so that a screen's port finds it. */
  wakeEngine(request: Record<never, never>): void;
  /** Why the last save of this tab by menu or shortcut could not begin, and the tab's title then; once told it is forgotten. */
  takeNotice(request: { tabId: number }): { error?: ErrorData; title?: string };
  getSettings(request: Record<never, never>): Settings;
  setSettings(request: Partial<Settings>): Settings;
};

/** Received by the background; sent by the engine. */
export type EngineEvents = {
  /** Hands an assembled file to the browser's downloader; fails with `save-refused`. */
  saveFile(request: { jobId: JobId; url: string; file: FileTarget }): { downloadId: number };
  /**
   * New addresses, by format id, for a job whose server refused the ones it has. `doubtful`: they had
   * not expired, so the answers of the cipher in them may be wrong.
   */
  renewAddresses(request: {
    tabId?: number;
    videoUrl: string;
    formatIds: readonly string[];
    doubtful: boolean;
  }): Record<string, string>;
  /** Stops the browser's downloader and removes what it wrote. */
  dropSave(request: { downloadId: number }): void;
  /** The sum over what runs, for the badge; at most once a second. `ended` names jobs that ended since the last call. */
  progressChanged(request: {
    running: number;
    /** 0–100; absent while no total is known. */
    percent?: number;
    ended: readonly { tabId?: number; error?: ErrorData; title: string }[];
  }): void;
};
