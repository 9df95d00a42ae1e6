import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests } from '../protocol/background';
import type { Settings } from '../settings/settings';

export type SettingsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly settings: Settings; readonly saved: boolean }
  | {
      readonly kind: 'failed';
      readonly error: ErrorData;
      /** What held before the change that failed; absent where nothing could be read. */
      readonly settings?: Settings;
    };

/** The settings as the background keeps them; a change is kept at once, and shown before it is. */
export const SettingsModel = createModel(
  (background: Pick<Sender<BackgroundRequests>, 'getSettings' | 'setSettings'>) => {
    const state = signal<SettingsState>({ kind: 'loading' });
    // Answers to earlier changes must not undo what a later one shows.
    let newest = 0;

    const load = async (): Promise<void> => {
      try {
        state.value = { kind: 'ready', settings: await background.getSettings({}), saved: false };
      } catch (thrown) {
        state.value = { kind: 'failed', error: toErrorData(thrown) };
      }
    };

    const change = async (wish: Partial<Settings>): Promise<void> => {
      const before = state.peek();
      if (before.kind === 'loading' || before.settings === undefined) return;
      const { settings } = before;
      newest += 1;
      const mine = newest;
      state.value = { kind: 'ready', settings: { ...settings, ...wish }, saved: false };
      try {
        const kept = await background.setSettings(wish);
        if (mine === newest) state.value = { kind: 'ready', settings: kept, saved: true };
      } catch (thrown) {
        if (mine === newest) state.value = { kind: 'failed', error: toErrorData(thrown), settings };
      }
    };

    return { state, load, change };
  },
);

export type SettingsModel = InstanceType<typeof SettingsModel>;
