import { t } from '../ui/text';
import { OptionsSetting } from './options-setting';
import { SettingsPart, type SettingsPartProps } from './settings-part';
import { SwitchSetting } from './switch-setting';

/** What is saved, and where to. */
export const SavingSettings = ({ settings, change }: SettingsPartProps) => (
  <SettingsPart title={t('settingsSaving')}>
    <OptionsSetting
      name="defaultPreset"
      title={t('settingDefaultPreset')}
      hint={t('settingDefaultPresetHint')}
      value={settings.defaultPreset}
      options={[
        { value: 'auto', name: t('presetAuto'), hint: t('optionAutoHint') },
        { value: 'best', name: t('presetBest'), hint: t('optionBestHint') },
      ]}
      onChoose={(defaultPreset) => void change({ defaultPreset })}
    />
    <OptionsSetting
      name="conflictAction"
      title={t('settingConflict')}
      value={settings.conflictAction}
      options={[
        { value: 'uniquify', name: t('optionUniquify'), hint: t('optionUniquifyHint') },
        { value: 'overwrite', name: t('optionOverwrite'), hint: t('optionOverwriteHint') },
        { value: 'prompt', name: t('optionPrompt'), hint: t('optionPromptHint') },
      ]}
      onChoose={(conflictAction) => void change({ conflictAction })}
    />
    <SwitchSetting
      name="saveAs"
      title={t('settingSaveAs')}
      hint={t('settingSaveAsHint')}
      value={settings.saveAs}
      onChange={(saveAs) => void change({ saveAs })}
    />
  </SettingsPart>
);
