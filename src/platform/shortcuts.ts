import browser from 'webextension-polyfill';

export interface Shortcut {
  /** The command's, as the manifest names it. */
  readonly command: string;
  /** As the browser writes them, `Alt+Shift+D` or `⌥⇧D`; empty where none are set. */
  readonly keys: string;
}

/** The keys that hold now: a person may have changed them, or another extension may have had them first. */
export async function readShortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', shortcut = '' }) => ({ command: name, keys: shortcut }));
}
