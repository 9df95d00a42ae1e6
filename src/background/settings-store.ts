import { storedValue } from '../platform/storage';
import { readSettings, type Settings } from '../settings/settings';

const stored = storedValue('local', 'settings');

export async function loadSettings(): Promise<Settings> {
  return readSettings(await stored.read());
}

/** Changes the named fields; a value out of bounds falls back to its default. */
export async function storeSettings(change: Partial<Settings>): Promise<Settings> {
  const settings = readSettings({ ...(await loadSettings()), ...change });
  await stored.write(settings);
  return settings;
}
