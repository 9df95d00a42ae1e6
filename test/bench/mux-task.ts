/** What the worker is asked: to fetch its sources into OPFS, to copy them, to mux and verify them. */
export type MuxTask = 'fill' | 'copy' | 'mux';

/** Milliseconds of each piece of the work. */
export type MuxTimes = Readonly<Partial<Record<'fill' | 'copy' | 'mux' | 'verify', number>>>;
