import { onStored, storedValue } from '../platform/storage';
import { type EngineSettings, readSettings, type Settings } from '../settings/settings';
import { runningEngine } from './engine';

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

/** Each worker tells its own engine: private windows have one that the worker of the settings page cannot reach. */
export function watchSettings(): void {
  onStored('local', 'settings', async () => {
    await (await runningEngine())?.configure(await loadEngineSettings());
  });
}

export const loadEngineSettings = async (): Promise<EngineSettings> =>
  engineSettings(await loadSettings());

const engineSettings = ({
  connectionsPerHost,
  fragmentsAtOnce,
  connectionsInAll,
  jobsAtOnce,
  speedLimit,
  quietHours,
  waitOnMetered,
  slowShare,
}: Settings): EngineSettings => ({
  connectionsPerHost,
  fragmentsAtOnce,
  connectionsInAll,
  jobsAtOnce,
  speedLimit,
  quietHours,
  waitOnMetered,
  slowShare,
});
