import { t } from '../ui/text';
import { CountsSetting } from './counts-setting';
import { NumberField } from './number-field';
import { NumberSetting } from './number-setting';
import { SettingsPart, type SettingsPartProps } from './settings-part';
import { SpeedField } from './speed-field';

/** Also what Chromium opens to one host at most, over HTTP/1.1. */
const oneToSix = [1, 2, 3, 4, 5, 6];

/** How much at once, and how fast. */
export const SpeedSettings = ({ settings, change }: SettingsPartProps) => (
  <SettingsPart title={t('settingsSpeed')}>
    <CountsSetting
      name="jobsAtOnce"
      title={t('settingJobsAtOnce')}
      hint={t('settingJobsAtOnceHint')}
      counts={oneToSix}
      value={settings.jobsAtOnce}
      onChoose={(jobsAtOnce) => void change({ jobsAtOnce })}
    />
    <CountsSetting
      name="connectionsPerHost"
      title={t('settingConnections')}
      hint={t('settingConnectionsHint')}
      counts={oneToSix}
      value={settings.connectionsPerHost}
      onChoose={(connectionsPerHost) => void change({ connectionsPerHost })}
    />
    <CountsSetting
      name="fragmentsAtOnce"
      title={t('settingFragments')}
      hint={t('settingFragmentsHint')}
      counts={oneToSix}
      value={settings.fragmentsAtOnce}
      onChoose={(fragmentsAtOnce) => void change({ fragmentsAtOnce })}
    />
    <NumberSetting
      title={t('settingConnectionsInAll')}
      hint={t('settingConnectionsInAllHint')}
      hintId="hint-connections"
    >
      <NumberField
        name="connectionsInAll"
        label={t('settingConnectionsInAll')}
        isLabelUnseen
        describedBy="hint-connections"
        value={settings.connectionsInAll}
        min={1}
        max={32}
        onChange={(connectionsInAll) =>
          connectionsInAll !== undefined && void change({ connectionsInAll })
        }
      />
    </NumberSetting>
    <NumberSetting
      title={t('settingSpeedLimit')}
      hint={t('settingSpeedLimitHint')}
      hintId="hint-speed"
    >
      <SpeedField
        name="speedLimit"
        label={t('settingSpeedLimit')}
        isLabelUnseen
        describedBy="hint-speed"
        value={settings.speedLimit}
        onChange={(speedLimit) => void change({ speedLimit })}
      />
    </NumberSetting>
  </SettingsPart>
);
