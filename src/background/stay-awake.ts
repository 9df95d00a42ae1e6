import { holdAwake } from '../platform/power';
import { loadSettings } from './settings-store';

/** As far as this worker knows: what is held outlives it. */
let held: boolean | undefined;
let running = 0;

/** Holds the machine awake while jobs run and the person wants it. */
export async function stayAwake(now: number): Promise<void> {
  running = now;
  const { keepAwake } = await loadSettings();
  // The last job may have ended while the settings were read.
  const wanted = running > 0 && keepAwake;
  if (wanted === held) return;
  held = wanted;
  await holdAwake(wanted);
}
