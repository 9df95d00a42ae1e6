import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, VideoView } from '../protocol/background';
import { readSettings, type Settings } from '../settings/settings';

export type PageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly video: VideoView; readonly settings: Settings }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export interface PageClients {
  readonly background: Pick<
    Sender<BackgroundRequests>,
    'describeVideo' | 'getSettings' | 'takeNotice'
  >;
  readonly tabId: () => Promise<number>;
}

/** What the tab's page has to offer, read when the popup opens and again when asked. */
export const PageModel = createModel(({ background, tabId }: PageClients) => {
  const state = signal<PageState>({ kind: 'loading' });
  /** Why a save by menu or shortcut could not begin; told once. */
  const notice = signal<ErrorData | undefined>(undefined);

  const read = async (): Promise<PageState> => {
    try {
      const id = await tabId();
      const [video, settings] = await Promise.all([
        background.describeVideo({ tabId: id }),
        // Without settings the page can still be saved: with the defaults.
        background.getSettings({}).catch(() => readSettings(undefined)),
      ]);
      return { kind: 'ready', video, settings };
    } catch (thrown) {
      return { kind: 'failed', error: toErrorData(thrown) };
    }
  };

  const takeNotice = async (): Promise<ErrorData | undefined> => {
    try {
      return (await background.takeNotice({ tabId: await tabId() })).error;
    } catch {
      // A background that cannot be asked tells so by `read`, in the same breath.
      return undefined;
    }
  };

  const load = async (): Promise<void> => {
    state.value = { kind: 'loading' };
    const telling = takeNotice();
    state.value = await read();
    notice.value = await telling;
  };

  const dismissNotice = () => {
    notice.value = undefined;
  };

  return { state, notice, load, dismissNotice };
});

export type PageModel = InstanceType<typeof PageModel>;
