/** Calls when the last private window was closed. Chromium: a private window's background ends with it, and takes everything along. */
export const onPrivateEnd = (_listener: () => Promise<void>): void => undefined;
