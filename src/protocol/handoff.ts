import type { ErrorData } from '../errors';
import type { HandoffView } from '../jobs/handoff';

/** Received by the background; sent by the popup and the manager: what concerns the person's own aria2. */
export type HandoffRequests = {
  /** `videoId` guards as in `saveVideo`; `fileName` is what the person typed, without extension. */
  handOver(request: {
    tabId: number;
    videoId: string;
    choiceId: string;
    track?: string;
    fileName?: string;
  }): { files: number };
  /** Newest first. `failure`: why aria2 could not be asked how they stand. */
  listHandoffs(request: Record<never, never>): {
    handoffs: readonly HandoffView[];
    failure?: ErrorData;
  };
  pauseHandoff(request: { id: string }): void;
  /** With fresh addresses: those of before may have expired meanwhile. */
  resumeHandoff(request: { id: string }): void;
  /** What failed, and what aria2 has forgotten, with fresh addresses; what is on disk is kept. */
  retryHandoff(request: { id: string }): void;
  /** Ends what runs; what is on disk stays. */
  removeHandoff(request: { id: string }): void;
  /** Answers with aria2's version. */
  testAria2(request: Record<never, never>): { version: string };
  hasAria2Secret(request: Record<never, never>): boolean;
  setAria2Secret(request: { secret: string }): void;
  removeAria2Secret(request: Record<never, never>): void;
};
