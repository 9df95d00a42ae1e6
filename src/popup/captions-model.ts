import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { CaptionFormat } from '../media/write-captions';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, CaptionView, VideoView } from '../protocol/background';

/** How the last press on a track went. */
export type CaptionsOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' | 'saved'; readonly captionId: string }
  | { readonly kind: 'failed'; readonly captionId: string; readonly error: ErrorData };

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
    const outcome = signal<CaptionsOutcome>({ kind: 'none' });

    const save = async ({ id: captionId, isTranslatable }: CaptionView): Promise<void> => {
      if (outcome.peek().kind === 'saving') return;
      const wished = language.peek();
      if (wished !== '' && !isTranslatable) return;
      outcome.value = { kind: 'saving', captionId };
      try {
        await background.saveCaptions({
          tabId: await tabId(),
          videoId: video.id,
          captionId,
          ...(wished === '' ? {} : { language: wished }),
          format: format.peek(),
          fileName: fileName(),
        });
        outcome.value = { kind: 'saved', captionId };
      } catch (thrown) {
        outcome.value = { kind: 'failed', captionId, error: toErrorData(thrown) };
      }
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

export type CaptionsModel = InstanceType<typeof CaptionsModel>;
