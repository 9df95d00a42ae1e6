import type { ConflictAction } from '../settings/settings';

/** What `downloads.download` takes for this wish. */
export const conflictOptions = (action: ConflictAction, saveAs: boolean) => ({
  conflictAction: action,
  saveAs,
});
