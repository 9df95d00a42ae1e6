import { t } from '../ui/text';

/** As the manifest suggests them; pages may not link to the browser's own page, so its address is for copying. */
export const ShortcutsSetting = () => (
  <section class="setting">
    <h2>{t('settingShortcuts')}</h2>
    <dl class="shortcuts">
      <dt>{t('shortcutOpenPopup')}</dt>
      <dd>
        <kbd>Alt</kbd> <kbd>Shift</kbd> <kbd>D</kbd>
      </dd>
      <dt>{t('commandSaveVideo')}</dt>
      <dd>
        <kbd>Alt</kbd> <kbd>Shift</kbd> <kbd>S</kbd>
      </dd>
    </dl>
    <p class="hint">{t('shortcutsHint', 'chrome://extensions/shortcuts', 'about:addons')}</p>
  </section>
);
