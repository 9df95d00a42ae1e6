import { runChild } from '../helpers/child-process';

/** Has the system write what it still holds: one round's bytes shall not weigh on the next. */
export async function settleDisk(): Promise<void> {
  if (process.platform !== 'win32') await runChild('sync', []);
}
