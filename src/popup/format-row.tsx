import type { Signal } from '@preact/signals';
import type { Choice } from '../formats/choice';
import { t } from '../ui/text';
import { rowWords } from './row-words';
import type { SaveModel } from './save-model';
import { SilentButton } from './silent-button';

interface FormatRowProps {
  readonly choice: Choice;
  /** The same picture without sound, where there is one. */
  readonly silent: Choice | undefined;
  /** The one that "Best" means. */
  readonly best: boolean;
  readonly model: SaveModel;
  /** The row that Tab leads to. */
  readonly current: Signal<string | undefined>;
}

export const FormatRow = ({ choice, silent, best, model, current }: FormatRowProps) => {
  const { id } = choice;
  const words = rowWords(choice, best);
  const onFocus = () => {
    current.value = id;
  };
  return (
    <li class="format-row" aria-busy={isStarting(model, [id, silent?.id])}>
      <button
        type="button"
        class="format-save"
        aria-label={t('saveChoice', words.spoken)}
        tabIndex={current.value === id ? 0 : -1}
        onFocus={onFocus}
        onClick={() => void model.saveChoice(id)}
      >
        <span class="format-quality">
          {words.quality}
          {best && <span class="tag best">{t('presetBest')}</span>}
          {words.tags.map((tag) => (
            <span class="tag" key={tag}>
              {tag}
            </span>
          ))}
        </span>
        <span class="format-codecs" title={words.codecs}>
          {words.codecs}
        </span>
        <span class="format-container">{words.container}</span>
        <span class="format-size">{words.size ?? '–'}</span>
      </button>
      {silent && <SilentButton silent={silent} model={model} onFocus={onFocus} />}
    </li>
  );
};

function isStarting({ outcome }: SaveModel, choiceIds: (string | undefined)[]): boolean {
  const { value } = outcome;
  return (
    value.kind === 'starting' &&
    value.order.wish.kind === 'choice' &&
    choiceIds.includes(value.order.wish.choiceId)
  );
}
