/** What the worker is asked: to fetch its sources into OPFS, to copy them, to mux and verify them. */
export type MuxTask = 'fill' | 'copy' | 'mux';

/** Milliseconds of each piece of the work. */
export type MuxTimes = Readonly<Partial<Record<'fill' | 'copy' | 'mux' | 'verify', number>>>;

export type MuxMessage =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly times: MuxTimes }
  | { readonly kind: 'failed'; readonly reason: string };
