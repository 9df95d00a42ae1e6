import type { Signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';

/** How the last press on something beside the video went; `what` was pressed. */
export type SideOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' | 'saved'; readonly what: string }
  | { readonly kind: 'failed'; readonly what: string; readonly error: ErrorData };

/** Saves one thing at a time, and tells how it goes. */
export async function saveOne(
  outcome: Signal<SideOutcome>,
  what: string,
  save: () => Promise<unknown>,
): Promise<void> {
  if (outcome.peek().kind === 'saving') return;
  outcome.value = { kind: 'saving', what };
  try {
    await save();
    outcome.value = { kind: 'saved', what };
  } catch (thrown) {
    outcome.value = { kind: 'failed', what, error: toErrorData(thrown) };
  }
}
