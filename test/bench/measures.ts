import type { Measure } from './bench-context';
import { measureCipher } from './measure-cipher';
import { measureConnections } from './measure-connections';
import { measureMemory } from './measure-memory';
import { measureMux } from './measure-mux';
import { measurePageCost } from './measure-page-cost';
import { measurePopup } from './measure-popup';
import { measureQueue } from './measure-queue';
import { measureSabr } from './measure-sabr';
import { measureStreamed } from './measure-streamed';
import { measureTransfer } from './measure-transfer';

/** Every measure by the name that `--only` takes. */
export const measures: Readonly<Record<string, Measure>> = {
  popup: measurePopup,
  queue: measureQueue,
  transfer: measureTransfer,
  sabr: measureSabr,
  streamed: measureStreamed,
  connections: measureConnections,
  mux: measureMux,
  memory: measureMemory,
  page: measurePageCost,
  cipher: measureCipher,
};
