import { storedValue } from '../platform/storage';
import { type EngineSettings, readSettings, type Settings } from '../settings/settings';
import { runningEngine } from './engine';

const stored = storedValue('local', 'settings');

export async function loadSettings(): Promise<Settings> {
  return readSettings(await stored.read());
}

/** Changes the named fields; a value out of bounds falls back to its default. A running engine hears of it. */
export async function storeSettings(change: Partial<Settings>): Promise<Settings> {
  const settings = readSettings({ ...(await loadSettings()), ...change });
  await stored.write(settings);
  await (await runningEngine())?.configure(engineSettings(settings));
  return settings;
}

export const loadEngineSettings = async (): Promise<EngineSettings> =>
  engineSettings(await loadSettings());

const engineSettings = ({
  connectionsPerHost,
  connectionsInAll,
  jobsAtOnce,
  speedLimit,
  quietHours,
  waitOnMetered,
  slowShare,
}: Settings): EngineSettings => ({
  connectionsPerHost,
  connectionsInAll,
  jobsAtOnce,
  speedLimit,
  quietHours,
  waitOnMetered,
  slowShare,
});
