import type { Measure } from './bench-context';
import { measureMemory } from './measure-memory';
import { measurePopup } from './measure-popup';
import { measureTransfer } from './measure-transfer';

/** Every measure by the name that `--only` takes. */
export const measures: Readonly<Record<string, Measure>> = {
  popup: measurePopup,
  transfer: measureTransfer,
  memory: measureMemory,
};
