import { vi } from 'vitest';

/** A tab as the browser tells of it, and what its content script answers by request name. */
export interface FakeTab {
  readonly id: number;
  url: string;
  readonly title?: string;
  readonly cookieStoreId?: string;
  readonly incognito?: boolean;
  readonly discarded?: boolean;
  readonly content?: Readonly<Record<string, (request: never) => unknown>>;
  /** What its page answers to the functions that are run in it, by their names. */
  readonly page?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

export interface FakeDownload {
  readonly id: number;
  readonly url: string;
  readonly filename: string;
  readonly state: 'in_progress' | 'interrupted' | 'complete';
  readonly fileSize: number;
  readonly totalBytes: number;
  readonly bytesReceived: number;
  readonly startTime: string;
  readonly error?: string;
  readonly byExtensionId?: string;
}

class Listeners<A extends unknown[]> {
  #all: ((...args: A) => unknown)[] = [];
  addListener = (listener: (...args: A) => unknown): void => {
    this.#all.push(listener);
  };
  drop = (): void => {
    this.#all = [];
  };
  /** Resolves when every listener has done its work. */
  fire = async (...args: A): Promise<void> => {
    await Promise.all(this.#all.map((listener) => listener(...args)));
  };
}

const pick = <T extends object>(map: Map<string, T>, key: string) =>
  map.has(key) ? { [key]: map.get(key) } : {};

const storageArea = (area: string, onChanged: Listeners<[object, string]>) => {
  const kept = new Map<string, object>();
  return {
    kept,
    get: async (key: string) => pick(kept, key),
    set: async (values: object) => {
      for (const [key, value] of Object.entries(values)) kept.set(key, value);
      await onChanged.fire(values, area);
    },
    remove: async (key: string) => void kept.delete(key),
  };
};

/** As much of the browser's API as the background touches, in memory; what a test changes is put back by `reset`. */
export class FakeBrowser {
  static readonly extensionId = 'reelkeep-test';
  openTabs: FakeTab[] = [];
  openWindows: { id: number; incognito: boolean }[] = [];
  knownDownloads: FakeDownload[] = [];
  /** What the engine is asked: name and request. */
  readonly asked: { name: string; request: unknown }[] = [];
  holdsSites = true;
  /** Where a site's page of leave leads; without: the person closes it. */
  leads: ((asked: URLSearchParams) => string) | undefined;

  readonly identity = {
    launchWebAuthFlow: async ({ url }: { url: string }) => {
      if (!this.leads) throw new Error('The user did not approve access.');
      return this.leads(new URL(url).searchParams);
    },
  };
  readonly runtime = {
    id: FakeBrowser.extensionId,
    getURL: (path: string) => `moz-extension://fake/${path}`,
    getManifest: () => ({ host_permissions: ['*://*.youtube.com/*'], content_scripts: [] }),
    sendMessage: async ({ name, request }: { name: string; request: unknown }) => {
      this.asked.push({ name, request });
      return { ok: true, value: undefined };
    },
    onMessage: new Listeners(),
  };
  readonly tabs = {
    get: async (id: number) => {
      const tab = this.openTabs.find((each) => each.id === id);
      if (!tab) throw new Error(`No tab with id ${id}`);
      return { incognito: false, discarded: false, ...tab };
    },
    query: async ({ url }: { url: readonly string[] }) =>
      this.openTabs
        .filter((tab) => url.some((pattern) => tab.url.includes(pattern.slice(6, -2))))
        .map((tab) => ({ incognito: false, discarded: false, ...tab })),
    create: vi.fn(async (_options: object): Promise<{ id?: number }> => ({})),
    update: async (_id: number, _options: object) => undefined,
    remove: vi.fn(async (id: number) => {
      this.openTabs = this.openTabs.filter((tab) => tab.id !== id);
    }),
    sendMessage: async (id: number, { name, request }: { name: string; request: never }) => {
      const answer = this.openTabs.find((tab) => tab.id === id)?.content?.[name];
      if (!answer) throw new Error('Could not establish connection.');
      return answer(request);
    },
  };
  readonly scripting = {
    executeScript: async ({
      target,
      func,
      args,
    }: {
      target: { tabId: number };
      func: { name: string };
      args: never[];
    }) => {
      const answer = this.openTabs.find(({ id }) => id === target.tabId)?.page?.[func.name];
      if (!answer) throw new Error('Cannot access contents of the page.');
      return [{ result: await answer(...args) }];
    },
  };
  readonly windows = {
    getAll: async () => this.openWindows,
    onRemoved: new Listeners<[number]>(),
  };
  readonly alarms = {
    create: vi.fn(async (_name: string, _options: object) => undefined),
    clear: vi.fn(async (_name: string) => true),
    onAlarm: new Listeners<[{ name: string }]>(),
  };
  readonly downloads = {
    search: async ({
      id,
      url,
      startedAfter,
    }: {
      id?: number;
      url?: string;
      startedAfter?: string;
    }) =>
      this.knownDownloads
        .filter((item) => id === undefined || item.id === id)
        .filter((item) => url === undefined || item.url === url)
        .filter(({ startTime }) => startedAfter === undefined || startTime > startedAfter)
        .toReversed(),
    download: vi.fn(async (_options: object) => 1),
    onChanged: new Listeners(),
  };
  /** The session rules as they were last set. */
  requestRules: readonly { readonly id: number }[] = [];
  readonly declarativeNetRequest = {
    getSessionRules: async () => this.requestRules,
    updateSessionRules: async (change: {
      removeRuleIds: readonly number[];
      addRules: readonly { readonly id: number }[];
    }) => {
      const left = this.requestRules.filter(({ id }) => !change.removeRuleIds.includes(id));
      this.requestRules = [...left, ...change.addRules];
    },
  };
  /** Of the worker: Chromium's private windows have one of their own. */
  readonly extension = { inIncognitoContext: false };
  readonly permissions = { contains: async () => this.holdsSites };
  readonly #stored = new Listeners<[changes: object, area: string]>();
  readonly storage = {
    local: storageArea('local', this.#stored),
    session: storageArea('session', this.#stored),
    onChanged: this.#stored,
  };

  reset(): void {
    this.#stored.drop();
    this.openTabs = [];
    this.openWindows = [];
    this.knownDownloads = [];
    this.asked.length = 0;
    this.requestRules = [];
    this.holdsSites = true;
    this.leads = undefined;
    this.extension.inIncognitoContext = false;
    this.storage.local.kept.clear();
    this.storage.session.kept.clear();
    vi.clearAllMocks();
  }
}

/** For `vi.mock('webextension-polyfill', …)`. */
export const fakeBrowser = new FakeBrowser();
