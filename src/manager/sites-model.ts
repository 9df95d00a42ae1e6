import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Credentials } from '../extract/extractor';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, SiteView } from '../protocol/background';

export interface SiteState extends SiteView {
  /** Whether the browser lets us read it. */
  readonly isAllowed: boolean;
}

export interface SitesClients {
  readonly background: Pick<
    Sender<BackgroundRequests>,
    'listSites' | 'setCredentials' | 'removeCredentials'
  >;
  readonly holds: (hosts: readonly string[]) => Promise<boolean>;
  /** False when the person says no. */
  readonly request: (hosts: readonly string[]) => Promise<boolean>;
  readonly drop: (hosts: readonly string[]) => Promise<void>;
}

type Site = Pick<SiteView, 'site' | 'hosts'>;

/** Which sites may be read, and for which of them there is a key. */
export const SitesModel = createModel(({ background, holds, request, drop }: SitesClients) => {
  const sites = signal<readonly SiteState[]>([]);
  const failure = signal<ErrorData | undefined>(undefined);

  const load = async (): Promise<void> => {
    const known = await background.listSites({});
    const states = known.map(async (site) => ({ ...site, isAllowed: await holds(site.hosts) }));
    sites.value = await Promise.all(states);
  };
  /** What was asked, and how it stands then. */
  const doing = async (work: () => Promise<unknown>): Promise<void> => {
    failure.value = undefined;
    try {
      await work();
      await load();
    } catch (thrown) {
      failure.value = toErrorData(thrown);
    }
  };

  return {
    sites,
    failure,
    load: () => doing(async () => undefined),
    /** Straight from a click, or the browser does not ask. */
    allow: ({ hosts }: Site) => doing(() => request(hosts)),
    takeBack: ({ hosts }: Site) => doing(() => drop(hosts)),
    keepKey: ({ site }: Site, credentials: Credentials) =>
      doing(() => background.setCredentials({ site, credentials })),
    removeKey: ({ site }: Site) => doing(() => background.removeCredentials({ site })),
  };
});

export type SitesModel = InstanceType<typeof SitesModel>;
