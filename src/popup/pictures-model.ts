import { createModel, signal } from '@preact/signals';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, PictureKind, VideoView } from '../protocol/background';
import { type SideOutcome, saveOne } from './side-outcome';

export interface PicturesClients {
  readonly background: Pick<Sender<BackgroundRequests>, 'savePictures'>;
  readonly tabId: () => Promise<number>;
}

/** Saves what pictures there are of a video. `fileName`: the video's, as it stands. */
export const PicturesModel = createModel(
  ({ background, tabId }: PicturesClients, video: VideoView, fileName: () => string) => {
    const outcome = signal<SideOutcome>({ kind: 'none' });
    return {
      outcome,
      save: (what: PictureKind): Promise<void> =>
        saveOne(outcome, what, async () =>
          background.savePictures({
            tabId: await tabId(),
            videoId: video.id,
            what,
            fileName: fileName(),
          }),
        ),
    };
  },
);
