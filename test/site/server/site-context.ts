import type { SiteControl } from '../control/site-control';
import type { Captured } from './captured';
import type { SitePlayers } from './site-players';

/** What the handlers share. */
export interface SiteContext {
  readonly control: SiteControl;
  readonly players: SitePlayers;
  /** A page from outside the project, served beside the site's own. */
  readonly captured: Captured | undefined;
}
