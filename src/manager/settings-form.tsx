import { AdvancedSettings } from './advanced-settings';
import { Aria2Setting } from './aria2-setting';
import { CallersSetting } from './callers-setting';
import { SavingSettings } from './saving-settings';
import type { SettingsModels } from './settings-models';
import type { SettingsPartProps } from './settings-part';
import { ShortcutsSetting } from './shortcuts-setting';
import { SitesSetting } from './sites-setting';
import { SpeedSettings } from './speed-settings';
import { TimeSettings } from './time-settings';

interface SettingsFormProps extends SettingsPartProps {
  readonly models: SettingsModels;
}

/** Every change is kept at once: there is nothing to submit. */
export const SettingsForm = ({ settings, change, models }: SettingsFormProps) => (
  <form onSubmit={(event) => event.preventDefault()}>
    <SavingSettings settings={settings} change={change} />
    <SpeedSettings settings={settings} change={change} />
    <TimeSettings settings={settings} change={change} keepAwake={models.keepAwake} />
    <SitesSetting settings={settings} model={models.sites} watch={models.watchPages} />
    <Aria2Setting settings={settings} change={change} model={models.aria2} />
    <CallersSetting settings={settings} change={change} />
    <AdvancedSettings settings={settings} change={change} />
    <ShortcutsSetting model={models.shortcuts} />
  </form>
);
