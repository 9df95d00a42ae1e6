import { isAria2Address } from '../settings/settings';
import { t } from '../ui/text';
import type { Aria2Model } from './aria2-model';
import { Aria2Secret } from './aria2-secret';
import { Aria2TestButton } from './aria2-test-button';
import { SettingsPart, type SettingsPartProps } from './settings-part';
import { SwitchSetting } from './switch-setting';
import { TextField } from './text-field';

interface Aria2SettingProps extends SettingsPartProps {
  readonly model: Aria2Model;
}

/** For who goes on elsewhere: a server, a NAS, many machines. */
export const Aria2Setting = ({ settings, change, model }: Aria2SettingProps) => (
  <SettingsPart title={t('settingsAria2')}>
    <SwitchSetting
      name="aria2"
      title={t('settingAria2')}
      hint={t('settingAria2Hint')}
      value={settings.aria2}
      onChange={(aria2) => void change({ aria2 })}
    />
    {settings.aria2 && (
      <div class="setting aria2">
        <TextField
          name="aria2Address"
          label={t('aria2Address')}
          value={settings.aria2Address}
          isGood={isAria2Address}
          complaint={t('aria2AddressBad')}
          onChange={(aria2Address) => void change({ aria2Address })}
        />
        <TextField
          name="aria2Folder"
          label={t('aria2Folder')}
          hint={t('aria2FolderHint')}
          value={settings.aria2Folder}
          onChange={(aria2Folder) => void change({ aria2Folder })}
        />
        <Aria2Secret model={model} />
        <Aria2TestButton model={model} address={settings.aria2Address} />
      </div>
    )}
  </SettingsPart>
);
