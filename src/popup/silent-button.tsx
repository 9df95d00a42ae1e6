import type { Choice } from '../formats/choice';
import { Icon } from '../ui/icon';
import { t } from '../ui/text';
import { rowWords } from './row-words';
import type { SaveModel } from './save-model';

interface SilentButtonProps {
  readonly silent: Choice;
  readonly model: SaveModel;
  readonly onFocus: () => void;
}

/** The second choice of a row: its picture alone. */
export const SilentButton = ({ silent, model, onFocus }: SilentButtonProps) => {
  const { spoken, size } = rowWords(silent);
  return (
    <button
      type="button"
      class="format-silent"
      aria-label={t('saveChoiceWithoutSound', spoken)}
      title={[t('withoutSound'), ...(size ? [size] : [])].join(' · ')}
      tabIndex={-1}
      onFocus={onFocus}
      onClick={() => void model.saveChoice(silent.id)}
    >
      <Icon name="muted" />
    </button>
  );
};
