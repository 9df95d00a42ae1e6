import type { OutputContainer } from '../../src/formats/choice';

/** What the worker is asked: to fetch its sources into OPFS, to copy them, to mux and verify them. */
export type MuxTask =
  | { readonly do: 'fill'; readonly video: string; readonly audio: string }
  | { readonly do: 'copy' }
  | { readonly do: 'mux'; readonly extension: OutputContainer['extension'] };

/** Milliseconds of each piece of the work. */
export type MuxTimes = Readonly<Partial<Record<MuxTask['do'] | 'verify', number>>>;
