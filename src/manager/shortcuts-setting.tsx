import { errorSentence } from '../ui/error-sentence';
import { type MessageKey, t } from '../ui/text';
import { SettingsPart } from './settings-part';
import type { ShortcutsModel } from './shortcuts-model';

/** By the command's name in the manifest. */
const names: Readonly<Record<string, MessageKey>> = {
  _execute_action: 'shortcutOpenPopup',
  'save-video': 'commandSaveVideo',
};

export const ShortcutsSetting = ({ model }: { model: ShortcutsModel }) => (
  <SettingsPart title={t('settingShortcuts')}>
    <div class="setting">
      <dl class="shortcuts">
        {model.shortcuts.value.map(({ command, keys }) => (
          <div key={command}>
            <dt>{names[command] === undefined ? command : t(names[command])}</dt>
            <dd>
              {keys === '' ? (
                <span class="hint">{t('shortcutNotSet')}</span>
              ) : (
                keys.split('+').map((key) => <kbd key={key}>{key}</kbd>)
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="hint">{t('shortcutsHint')}</p>
      <button type="button" class="plain-button" onClick={() => void model.change()}>
        {t('changeShortcuts')}
      </button>
      {model.failure.value && (
        <p class="settings-error" role="alert">
          {errorSentence(model.failure.value, t)}
        </p>
      )}
    </div>
  </SettingsPart>
);
