import type { Aria2Model } from './aria2-model';
import type { PermittedSettingModel } from './permitted-setting-model';
import type { SettingsModel } from './settings-model';
import type { ShortcutsModel } from './shortcuts-model';
import type { SitesModel } from './sites-model';

/** All that the page of settings works with. */
export interface SettingsModels {
  readonly settings: SettingsModel;
  /** Not there where the browser cannot do it. */
  readonly keepAwake: PermittedSettingModel | undefined;
  readonly watchPages: PermittedSettingModel;
  readonly shortcuts: ShortcutsModel;
  readonly sites: SitesModel;
  readonly aria2: Aria2Model;
}
