import browser from 'webextension-polyfill';

/** Firefox ends an event page 30 s after the last call into the browser: a small one every 10 s holds it. Returns what ends it. */
export function keepEngineAlive(): () => void {
  const timer = setInterval(() => browser.runtime.getPlatformInfo(), 10_000);
  return () => clearInterval(timer);
}
