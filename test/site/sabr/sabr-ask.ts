import type { VideoPlaybackAbrRequest } from 'googlevideo/protos';
import type { Playback, SabrDesk } from './sabr-desk';
import type { SabrRequest } from './sabr-log';
import type { SabrPart } from './sabr-parts';
import type { SabrSwitches } from './sabr-switches';
import type { SabrVideo } from './sabr-video';
import type { UstreamerConfig } from './ustreamer-config';

/** A POST to the endpoint, and what the site knows of its address. */
export interface SabrAsk {
  readonly url: URL;
  readonly body: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly address: {
    readonly isSigned: boolean;
    readonly isExpired: boolean;
    /** Asked from where it was given out to. */
    readonly isOwn: boolean;
    readonly isSolved: boolean;
  };
}

/** A request that was understood, with all that the rules are about. */
export interface SabrCase {
  readonly ask: SabrAsk;
  readonly video: SabrVideo;
  readonly request: VideoPlaybackAbrRequest;
  readonly config: UstreamerConfig;
  readonly desk: SabrDesk;
  readonly switches: SabrSwitches;
  readonly playback: Playback;
  readonly entry: SabrRequest;
  readonly playerTimeMs: number;
}

/** Ends in a status without a body … */
export interface Refusal {
  readonly status: number;
  readonly note: string;
}

/** … or in an answer without media. */
export interface Reply {
  readonly parts: readonly SabrPart[];
  readonly note: string;
}
