import type { Aria2Model } from './aria2-model';
import type { KeepAwakeModel } from './keep-awake-model';
import type { SettingsModel } from './settings-model';
import type { ShortcutsModel } from './shortcuts-model';
import type { SitesModel } from './sites-model';

/** All that the page of settings works with. */
export interface SettingsModels {
  readonly settings: SettingsModel;
  /** Not there where the browser cannot do it. */
  readonly keepAwake: KeepAwakeModel | undefined;
  readonly shortcuts: ShortcutsModel;
  readonly sites: SitesModel;
  readonly aria2: Aria2Model;
}
