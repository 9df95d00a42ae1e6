import { t } from '../ui/text';
import type { SaveModel } from './save-model';

interface FileNameFieldProps {
  readonly model: SaveModel;
  /** The browser will ask where: then there is no place to name yet. */
  readonly asked: boolean;
}

export const FileNameField = ({ model, asked }: FileNameFieldProps) => {
  const file = model.savedName.value ?? '';
  const dot = file.lastIndexOf('.');
  return (
    <div class="file-name">
      <input
        type="text"
        aria-label={t('fileName')}
        aria-describedby="path"
        dir="auto"
        spellcheck={false}
        autocomplete="off"
        maxLength={200}
        value={model.typedName}
        onInput={({ currentTarget }) => model.rename(currentTarget.value)}
        onKeyDown={({ key, isComposing }) => {
          // Enter that ends the composing of a Korean or Japanese word belongs to the word.
          if (key === 'Enter' && !isComposing) void model.save();
        }}
      />
      <p id="path">
        {!asked && <span class="folder">{t('downloadsFolder')} /</span>}
        <bdi class="name">{file.slice(0, dot)}</bdi>
        <span>{file.slice(dot)}</span>
      </p>
    </div>
  );
};
