import { t } from '../ui/text';
import { NumberField } from './number-field';
import { NumberSetting } from './number-setting';
import type { SettingsPartProps } from './settings-part';

/** What hardly anybody changes; closed until asked for. */
export const AdvancedSettings = ({ settings, change }: SettingsPartProps) => (
  <details class="settings-part">
    <summary>
      <h2>{t('settingsAdvanced')}</h2>
    </summary>
    <div class="settings">
      <NumberSetting
        title={t('settingSlowShare')}
        hint={t('settingSlowShareHint')}
        hintId="hint-slow"
      >
        <NumberField
          name="slowShare"
          label={t('settingSlowShare')}
          isLabelUnseen
          describedBy="hint-slow"
          unit="%"
          value={Math.round(settings.slowShare * 100)}
          min={5}
          max={90}
          onChange={(percent) => percent !== undefined && void change({ slowShare: percent / 100 })}
        />
      </NumberSetting>
    </div>
  </details>
);
