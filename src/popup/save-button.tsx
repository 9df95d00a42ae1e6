import type { Choice } from '../formats/choice';
import type { VideoView } from '../protocol/background';
import { choiceSummary } from '../ui/choice-words';
import { type MessageKey, t } from '../ui/text';
import { OtherWays } from './other-ways';
import type { SaveModel } from './save-model';
import { saveNote } from './save-note';

interface SaveButtonProps {
  readonly video: VideoView;
  readonly model: SaveModel;
}

/** The one decision on top: it says exactly what it will save, and why where that is not what was asked. */
export const SaveButton = ({ video, model }: SaveButtonProps) => {
  const choice = model.chosen.value?.choice;
  const starting = model.outcome.value.kind === 'starting';
  const what = t(saveWords(choice));
  const note = saveNote(model);
  return (
    <div class="save">
      <button
        type="button"
        class="save-main"
        disabled={choice === undefined}
        aria-busy={starting}
        onClick={() => void model.save()}
      >
        <span class="save-what">{starting ? t('starting') : what}</span>{' '}
        <span class="save-note" title={note}>
          {note}
        </span>{' '}
        <span class="save-summary">{choice && choiceSummary(choice)}</span>
      </button>
      {choice && <OtherWays video={video} model={model} />}
      {/* A button's words are not read out when they change: these are. */}
      <p class="unseen" role="status">
        {note}
      </p>
    </div>
  );
};

function saveWords(choice: Choice | undefined): MessageKey {
  if (choice?.kind === 'image') return 'saveImage';
  return choice?.kind === 'audio-only' ? 'saveAudio' : 'saveVideo';
}
