import type { Preset } from '../formats/choice';

/**
 * What a person wishes of a video. `track`: what it shall be heard in; absent: the one that stands for the
 * video. `fromNow`: of what is being sent what comes from now on, and nothing of what is still there of before.
 */
export type SaveWish = { readonly track?: string; readonly fromNow?: true } & (
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'choice'; readonly choiceId: string }
);
