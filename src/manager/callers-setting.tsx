import { useSignal } from '@preact/signals';
import { callerForm } from '../settings/settings';
import { t } from '../ui/text';
import { SettingsPart, type SettingsPartProps } from './settings-part';

/** Which other extensions may have something saved: none, until a person enters their ids. */
export const CallersSetting = ({ settings, change }: SettingsPartProps) => {
  const typed = useSignal('');
  const { callers } = settings;
  const id = typed.value.trim();
  const isGood = callerForm.test(id) && !callers.includes(id);
  const allow = (): void => {
    typed.value = '';
    void change({ callers: [...callers, id] });
  };
  return (
    <SettingsPart title={t('settingsCallers')}>
      <p class="hint" id="hint-callers">
        {t('settingsCallersHint')}
      </p>
      <ul class="callers">
        {callers.map((caller) => (
          <li key={caller}>
            <code>{caller}</code>
            <button
              class="plain-button"
              type="button"
              aria-label={t('callerRemoveOf', caller)}
              onClick={() => void change({ callers: callers.filter((each) => each !== caller) })}
            >
              {t('keyRemove')}
            </button>
          </li>
        ))}
      </ul>
      <p class="site-key">
        <label>
          {t('callerId')}
          <input
            name="caller"
            autocomplete="off"
            spellcheck={false}
            aria-describedby="hint-callers"
            value={typed.value}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
            }}
          />
        </label>
        <button class="plain-button" type="button" disabled={!isGood} onClick={allow}>
          {t('siteAllow')}
        </button>
      </p>
    </SettingsPart>
  );
};
