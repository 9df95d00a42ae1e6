import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, PageView } from '../protocol/background';
import { readSettings, type Settings } from '../settings/settings';

export type PageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly view: PageView; readonly settings: Settings }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export interface PageClients {
  readonly background: Pick<
    Sender<BackgroundRequests>,
    'describePage' | 'getSettings' | 'takeNotice'
  >;
  readonly tabId: () => Promise<number>;
  /** False when the person says no. */
  readonly requestHosts: (hosts?: readonly string[]) => Promise<boolean>;
}

/** A save by menu or shortcut that could not begin. */
export interface Notice {
  readonly error: ErrorData;
  /** Of the tab then: it may show something else by now. */
  readonly title?: string;
}

/** What the tab's page has to offer, read when the popup opens and again when asked. */
export const PageModel = createModel(({ background, tabId, requestHosts }: PageClients) => {
  const state = signal<PageState>({ kind: 'loading' });
  /** Told once. */
  const notice = signal<Notice | undefined>(undefined);

  const read = async (track?: string): Promise<PageState> => {
    try {
      const id = await tabId();
      const [view, settings] = await Promise.all([
        background.describePage({ tabId: id, ...(track === undefined ? {} : { track }) }),
        // Without settings the page can still be saved: with the defaults.
        background.getSettings({}).catch(() => readSettings(undefined)),
      ]);
      return { kind: 'ready', view, settings };
    } catch (thrown) {
      return { kind: 'failed', error: toErrorData(thrown) };
    }
  };

  const takeNotice = async (): Promise<Notice | undefined> => {
    try {
      const { error, title } = await background.takeNotice({ tabId: await tabId() });
      return error && { error, ...(title === undefined ? {} : { title }) };
    } catch {
      // A background that cannot be asked tells so by `read`, in the same breath.
      return undefined;
    }
  };

  const load = async (): Promise<void> => {
    state.value = { kind: 'loading' };
    const telling = takeNotice();
    state.value = await read();
    // The background tells it once: reading the page again does not take it away.
    notice.value = (await telling) ?? notice.peek();
  };

  /** The same video, heard in another track: what is shown stays until that is there. */
  const hear = async (track: string): Promise<void> => {
    const heard = await read(track);
    // The page may have gone on to another video meanwhile.
    if (state.peek().kind === 'ready') state.value = heard;
  };

  /** Straight from a click, or the browser does not ask. For the hosts that the failure names. */
  const allowAccess = async ({ facts }: Pick<ErrorData, 'facts'>): Promise<void> => {
    const { hosts } = facts;
    try {
      const named = typeof hosts === 'string' ? hosts.split(' ') : undefined;
      if (await requestHosts(named)) await load();
    } catch (thrown) {
      state.value = { kind: 'failed', error: toErrorData(thrown) };
    }
  };

  const dismissNotice = () => {
    notice.value = undefined;
  };

  return { state, notice, load, hear, allowAccess, dismissNotice };
});

export type PageModel = InstanceType<typeof PageModel>;
