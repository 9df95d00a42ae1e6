import { useSignal } from '@preact/signals';
import { t } from '../ui/text';
import type { Aria2Model } from './aria2-model';

/** What was entered is not shown again, not even here. */
export const Aria2Secret = ({ model }: { readonly model: Aria2Model }) => {
  const typed = useSignal('');
  const keep = async (): Promise<void> => {
    const secret = typed.peek();
    typed.value = '';
    await model.keepSecret(secret);
  };
  if (model.hasSecret.value) {
    return (
      <p class="secret-line">
        <span>{t('aria2SecretKept')}</span>
        <button
          class="plain-button"
          type="button"
          aria-label={t('aria2SecretRemove')}
          onClick={() => void model.removeSecret()}
        >
          {t('keyRemove')}
        </button>
      </p>
    );
  }
  return (
    <div class="text-field">
      <p class="secret-line">
        <label>
          <span>{t('aria2Secret')}</span>
          <input
            name="aria2Secret"
            type="password"
            autocomplete="off"
            aria-describedby="aria2Secret-hint"
            value={typed.value}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
            }}
          />
        </label>
        <button
          class="plain-button"
          type="button"
          disabled={typed.value === ''}
          onClick={() => void keep()}
        >
          {t('aria2SecretKeep')}
        </button>
      </p>
      <p class="hint" id="aria2Secret-hint">
        {t('aria2SecretHint')}
      </p>
    </div>
  );
};
