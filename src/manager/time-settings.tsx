import { t } from '../ui/text';
import { PermittedSetting } from './permitted-setting';
import type { PermittedSettingModel } from './permitted-setting-model';
import { QuietHoursSetting } from './quiet-hours-setting';
import { SettingsPart, type SettingsPartProps } from './settings-part';
import { SwitchSetting } from './switch-setting';

interface TimeSettingsProps extends SettingsPartProps {
  readonly keepAwake: PermittedSettingModel | undefined;
}

/** When downloads run, and when they wait. */
export const TimeSettings = ({ settings, change, keepAwake }: TimeSettingsProps) => (
  <SettingsPart title={t('settingsWhen')}>
    <QuietHoursSetting
      value={settings.quietHours}
      onChange={(quietHours) => void change({ quietHours })}
    />
    <SwitchSetting
      name="waitOnMetered"
      title={t('settingMetered')}
      hint={t('settingMeteredHint')}
      value={settings.waitOnMetered}
      onChange={(waitOnMetered) => void change({ waitOnMetered })}
    />
    {keepAwake && (
      <PermittedSetting
        name="keepAwake"
        title={t('settingAwake')}
        hint={t('settingAwakeHint')}
        refused={t('awakeRefused')}
        value={settings.keepAwake}
        model={keepAwake}
      />
    )}
  </SettingsPart>
);
