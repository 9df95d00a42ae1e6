import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Shortcut } from '../platform/shortcuts';

export interface ShortcutClients {
  readonly read: () => Promise<readonly Shortcut[]>;
  /** Shows the browser's own page, the only place where they can be changed. */
  readonly openPage: () => Promise<void>;
}

/** The keys as the browser has them. */
export const ShortcutsModel = createModel(({ read, openPage }: ShortcutClients) => {
  const shortcuts = signal<readonly Shortcut[]>([]);
  const failure = signal<ErrorData | undefined>(undefined);

  const attempt = async (task: () => Promise<void>): Promise<void> => {
    try {
      await task();
      failure.value = undefined;
    } catch (thrown) {
      failure.value = toErrorData(thrown);
    }
  };

  return {
    shortcuts,
    failure,
    load: () =>
      attempt(async () => {
        shortcuts.value = await read();
      }),
    change: () => attempt(openPage),
  };
});

export type ShortcutsModel = InstanceType<typeof ShortcutsModel>;
