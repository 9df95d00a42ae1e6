import { holdAwake } from '../platform/power';
import { loadSettings } from './settings-store';

/** As far as this worker knows: what is held outlives it. */
let held: boolean | undefined;

/** Holds the machine awake while jobs run and the person wants it. */
export async function stayAwake(running: number): Promise<void> {
  const wanted = running > 0 && (await loadSettings()).keepAwake;
  if (wanted === held) return;
  held = wanted;
  await holdAwake(wanted);
}
