import { useSignal } from '@preact/signals';
import { t } from '../ui/text';
import type { SiteState, SitesModel } from './sites-model';

interface SiteKeyProps {
  readonly site: SiteState;
  readonly model: SitesModel;
}

/** A key of the person's own. What was entered is not shown again, not even here. */
export const SiteKey = ({ site, model }: SiteKeyProps) => {
  const key = useSignal('');
  const secret = useSignal('');
  const keep = async (): Promise<void> => {
    const entered = { key: key.peek().trim(), secret: secret.peek().trim() };
    key.value = '';
    secret.value = '';
    await model.keepKey(site, {
      key: entered.key,
      ...(entered.secret === '' ? {} : { secret: entered.secret }),
    });
  };
  if (site.hasKey) {
    return (
      <p class="site-key">
        <span>{t('keyKept')}</span>
        <button
          class="plain-button"
          type="button"
          aria-label={t('keyRemoveOf', site.name)}
          onClick={() => void model.removeKey(site)}
        >
          {t('keyRemove')}
        </button>
      </p>
    );
  }
  return (
    <fieldset class="site-key">
      <legend>{t('keyOf', site.name)}</legend>
      <p class="hint">{t('keyHint')}</p>
      <label>
        {t('keyName')}
        <input
          name={`${site.site}-key`}
          autocomplete="off"
          spellcheck={false}
          value={key.value}
          onInput={({ currentTarget }) => {
            key.value = currentTarget.value;
          }}
        />
      </label>
      <label>
        {t('keySecret')}
        <input
          name={`${site.site}-secret`}
          type="password"
          autocomplete="off"
          value={secret.value}
          onInput={({ currentTarget }) => {
            secret.value = currentTarget.value;
          }}
        />
      </label>
      <button
        class="plain-button"
        type="button"
        disabled={key.value.trim() === ''}
        onClick={() => void keep()}
      >
        {t('keyKeep')}
      </button>
    </fieldset>
  );
};
