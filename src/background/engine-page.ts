import { storedValue } from '../platform/storage';

const page = 'src/engine/offscreen.html';
/** Ends with the browser, and with this version of the extension. */
const began = storedValue('session', 'engineBegan');

/**
 * Where the engine's document is opened: with `?again` where this session of the browser had one before.
 * What that one worked on may be what ended it; after the end of the whole browser nothing is to blame.
 */
export async function enginePage(): Promise<string> {
  const hadOne = await began.read();
  if (hadOne === true) return `${page}?again`;
  await began.write(true);
  return page;
}
