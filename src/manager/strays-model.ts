import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests } from '../protocol/background';

export type StraysState =
  | { readonly kind: 'none' }
  /** `bytes` of parts that belong to no job. */
  | { readonly kind: 'found'; readonly bytes: number }
  | { readonly kind: 'removing'; readonly bytes: number }
  | { readonly kind: 'removed'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly bytes: number; readonly error: ErrorData };

/** Parts on our disk that no job knows any more. */
export const StraysModel = createModel(
  (background: Pick<Sender<BackgroundRequests>, 'findStrays' | 'removeStrays'>) => {
    const state = signal<StraysState>({ kind: 'none' });

    const find = async (): Promise<void> => {
      try {
        const { bytes } = await background.findStrays({});
        if (bytes > 0) state.value = { kind: 'found', bytes };
      } catch {
        // Nobody asked for it, and it is looked for again when the page is opened next.
        state.value = { kind: 'none' };
      }
    };

    const remove = async (): Promise<void> => {
      const before = state.peek();
      if (before.kind !== 'found' && before.kind !== 'failed') return;
      state.value = { kind: 'removing', bytes: before.bytes };
      try {
        const { bytes } = await background.removeStrays({});
        state.value = { kind: 'removed', bytes };
      } catch (thrown) {
        state.value = { kind: 'failed', bytes: before.bytes, error: toErrorData(thrown) };
      }
    };

    return { state, find, remove };
  },
);

export type StraysModel = InstanceType<typeof StraysModel>;
