import { t } from '../ui/text';
import type { KeepAwakeModel } from './keep-awake-model';
import { KeepAwakeSetting } from './keep-awake-setting';
import { QuietHoursSetting } from './quiet-hours-setting';
import { SettingsPart, type SettingsPartProps } from './settings-part';
import { SwitchSetting } from './switch-setting';

interface TimeSettingsProps extends SettingsPartProps {
  readonly keepAwake: KeepAwakeModel | undefined;
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
    {keepAwake && <KeepAwakeSetting value={settings.keepAwake} model={keepAwake} />}
  </SettingsPart>
);
