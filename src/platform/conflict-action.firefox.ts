import type { ConflictAction } from '../settings/settings';

/** What `downloads.download` takes for this wish. Firefox throws on `prompt`: its save dialog asks the same question. */
export const conflictOptions = (action: ConflictAction, saveAs: boolean) =>
  action === 'prompt'
    ? { conflictAction: 'uniquify' as const, saveAs: true }
    : { conflictAction: action, saveAs };
