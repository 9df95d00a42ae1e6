import { createModel, signal } from '@preact/signals';
import type { CaptionFormat } from '../media/write-captions';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, CaptionView, VideoView } from '../protocol/background';
import { type SideOutcome, saveOne } from './side-outcome';

export interface CaptionsClients {
  readonly background: Pick<Sender<BackgroundRequests>, 'saveCaptions'>;
  readonly tabId: () => Promise<number>;
}

/** In which notation and language captions are saved, and the save itself. `fileName`: the video's, as it stands. */
export const CaptionsModel = createModel(
  ({ background, tabId }: CaptionsClients, video: VideoView, fileName: () => string) => {
    const format = signal<CaptionFormat>('srt');
    /** As they are, where empty. */
    const language = signal('');
    const outcome = signal<SideOutcome>({ kind: 'none' });

    const save = async ({ id, isTranslatable }: CaptionView): Promise<void> => {
      const wished = language.peek();
      if (wished !== '' && !isTranslatable) return;
      await saveOne(outcome, id, async () =>
        background.saveCaptions({
          tabId: await tabId(),
          videoId: video.id,
          captionId: id,
          ...(wished === '' ? {} : { language: wished }),
          format: format.peek(),
          fileName: fileName(),
        }),
      );
    };

    return {
      format,
      language,
      outcome,
      save,
      chooseFormat: (wished: CaptionFormat) => {
        format.value = wished;
      },
      translate: (code: string) => {
        language.value = code;
      },
    };
  },
);
