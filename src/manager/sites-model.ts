import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Credentials } from '../extract/extractor';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, SiteView } from '../protocol/background';

export interface SiteState extends SiteView {
  /** Whether the browser lets us read it. */
  readonly isAllowed: boolean;
  /** Where it leads to who has signed in. */
  readonly redirect: string;
}

export interface SitesClients {
  readonly background: Pick<
    Sender<BackgroundRequests>,
    'listSites' | 'setCredentials' | 'removeCredentials' | 'signIn' | 'signOut'
  >;
  readonly holds: (hosts: readonly string[]) => Promise<boolean>;
  /** False when the person says no. */
  readonly request: (hosts: readonly string[]) => Promise<boolean>;
  readonly drop: (hosts: readonly string[]) => Promise<void>;
  /** What signing in needs of the browser, and where sites lead to then. */
  readonly signingIn: {
    readonly redirect: string;
    /** False when the person says no. */
    readonly request: () => Promise<boolean>;
    readonly drop: () => Promise<void>;
  };
}

type Site = Pick<SiteView, 'site' | 'hosts'>;

/** Which sites may be read, and for which of them there is a key. */
export const SitesModel = createModel((clients: SitesClients) => {
  const { background, holds, request, drop, signingIn } = clients;
  const sites = signal<readonly SiteState[]>([]);
  const failure = signal<ErrorData | undefined>(undefined);

  const load = async (): Promise<void> => {
    const known = await background.listSites({});
    const { redirect } = signingIn;
    const states = known.map(async (site) => ({
      ...site,
      isAllowed: await holds(site.hosts),
      redirect,
    }));
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

  const dropUnused = async (): Promise<void> => {
    if (sites.value.every(({ account }) => account === undefined)) await signingIn.drop();
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
    removeKey: async ({ site }: Site) => {
      await doing(() => background.removeCredentials({ site }));
      await dropUnused();
    },
    /** Straight from a click. What the person says on the site's page is told there; a no here is nothing new. */
    signIn: ({ site }: Site) =>
      doing(async () => {
        if (await signingIn.request()) await background.signIn({ site });
      }),
    signOut: async ({ site }: Site) => {
      await doing(() => background.signOut({ site }));
      await dropUnused();
    },
  };
});

export type SitesModel = InstanceType<typeof SitesModel>;
