import type { Settings } from '../settings/settings';
import { t } from '../ui/text';
import { ConnectionsSetting } from './connections-setting';
import { OptionsSetting } from './options-setting';
import type { ShortcutsModel } from './shortcuts-model';
import { ShortcutsSetting } from './shortcuts-setting';
import { SwitchSetting } from './switch-setting';

interface SettingsFormProps {
  readonly settings: Settings;
  readonly change: (wish: Partial<Settings>) => Promise<void>;
  readonly shortcuts: ShortcutsModel;
}

/** Every change is kept at once: there is nothing to submit. */
export const SettingsForm = ({ settings, change, shortcuts }: SettingsFormProps) => (
  <form class="settings" onSubmit={(event) => event.preventDefault()}>
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
      title={t('settingSaveAs')}
      hint={t('settingSaveAsHint')}
      value={settings.saveAs}
      onChange={(saveAs) => void change({ saveAs })}
    />
    <ConnectionsSetting
      value={settings.connectionsPerHost}
      onChoose={(connectionsPerHost) => void change({ connectionsPerHost })}
    />
    <ShortcutsSetting model={shortcuts} />
  </form>
);
