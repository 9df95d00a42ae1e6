import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from '../../helpers/fake-browser';

// The browser stays the same when a worker is woken anew.
vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

/** What this worker believes dies with it: each test has a worker that was just woken. */
const wake = async () => ({
  ...(await import('../../../src/background/engine-guard')),
  ...(await import('../../../src/background/stay-awake')),
  ...(await import('../../../src/background/settings-store')),
  ...(await import('../../../src/background/notices')),
  ...(await import('../../../src/background/job-commands')),
});

const power = { requestKeepAwake: vi.fn(), releaseKeepAwake: vi.fn() };
const createDocument = vi.fn(async () => undefined);
let hasDocument = false;
let holdsPower = true;

beforeEach(() => {
  vi.resetModules();
  hasDocument = false;
  holdsPower = true;
  createDocument.mockImplementation(async () => {
    hasDocument = true;
  });
  vi.stubGlobal('chrome', {
    power,
    permissions: { contains: async () => holdsPower },
    offscreen: { hasDocument: async () => hasDocument, createDocument, Reason: {} },
  });
});
afterEach(() => {
  fakeBrowser.reset();
  vi.unstubAllGlobals();
});

test('while jobs have not ended an alarm brings the engine back; when all have, it is gone', async () => {
  const { guardEngine, watchEngine } = await wake();
  watchEngine();
  await guardEngine(2);
  await guardEngine(1);
  expect(fakeBrowser.alarms.create.mock.calls).toEqual([['engine', { periodInMinutes: 1 }]]);

  await fakeBrowser.alarms.onAlarm.fire({ name: 'engine' });
  expect(createDocument).toHaveBeenCalledTimes(1);
  await fakeBrowser.alarms.onAlarm.fire({ name: 'engine' });
  await fakeBrowser.alarms.onAlarm.fire({ name: 'of somebody else' });
  expect(createDocument).toHaveBeenCalledTimes(1);

  expect(fakeBrowser.alarms.clear).not.toHaveBeenCalled();
  await guardEngine(0);
  await guardEngine(0);
  expect(fakeBrowser.alarms.clear.mock.calls).toEqual([['engine']]);
});

test('a worker that was woken anew drops the alarm of the one before it', async () => {
  const { guardEngine } = await wake();
  await guardEngine(0);
  expect(fakeBrowser.alarms.clear).toHaveBeenCalledWith('engine');
});

test('the machine stays awake while jobs run, where the person wants it', async () => {
  const { stayAwake, storeSettings } = await wake();
  await stayAwake(1);
  expect(power.requestKeepAwake).not.toHaveBeenCalled();
  await storeSettings({ keepAwake: true });
  await stayAwake(1);
  await stayAwake(2);
  expect(power.requestKeepAwake.mock.calls).toEqual([['system']]);
  await stayAwake(0);
  expect(power.releaseKeepAwake).toHaveBeenCalled();
});

test('a job that ends while the settings are read holds nothing for ever', async () => {
  const { stayAwake, storeSettings } = await wake();
  await storeSettings({ keepAwake: true });
  await Promise.all([stayAwake(1), stayAwake(0)]);
  expect(power.requestKeepAwake).not.toHaveBeenCalled();
});

test('what a worker before it held is let go when nothing runs; nothing is held without permission', async () => {
  const { stayAwake, storeSettings } = await wake();
  await stayAwake(0);
  expect(power.releaseKeepAwake).toHaveBeenCalledTimes(1);
  holdsPower = false;
  await storeSettings({ keepAwake: true });
  await stayAwake(1);
  expect(power.requestKeepAwake).not.toHaveBeenCalled();
});

test('a running engine hears of new settings, and of no more than it works by', async () => {
  const { storeSettings, loadEngineSettings, watchSettings } = await wake();
  watchSettings();
  await storeSettings({ jobsAtOnce: 3 });
  expect(fakeBrowser.asked).toEqual([]);
  hasDocument = true;
  await storeSettings({ speedLimit: 1_000_000 });
  expect(fakeBrowser.asked).toEqual([
    {
      name: 'configure',
      request: {
        connectionsPerHost: 6,
        fragmentsAtOnce: 3,
        connectionsInAll: 12,
        jobsAtOnce: 3,
        speedLimit: 1_000_000,
        quietHours: null,
        waitOnMetered: true,
        slowShare: 0.25,
      },
    },
  ]);
  expect(await loadEngineSettings()).toEqual(fakeBrowser.asked[0]?.request);
});

test('the engine of private windows hears of settings that another worker stored', async () => {
  const { watchSettings } = await wake();
  watchSettings();
  hasDocument = true;
  await fakeBrowser.storage.local.set({ settings: { jobsAtOnce: 4 } });
  await fakeBrowser.storage.session.set({ settings: { jobsAtOnce: 5 } });
  await fakeBrowser.storage.local.set({ plans: {} });
  expect(fakeBrowser.asked).toMatchObject([{ name: 'configure', request: { jobsAtOnce: 4 } }]);
});

test('commands reach the engine by its own words, and wake it', async () => {
  const { jobCommands } = await wake();
  await jobCommands.pauseJobs({});
  await jobCommands.pauseJobs({ jobId: 'a' });
  await jobCommands.resumeJobs({});
  await jobCommands.restartJob({ jobId: 'a' });
  await jobCommands.retryFailedJobs();
  await jobCommands.forgetEndedJobs({ state: 'done' });
  await jobCommands.setJobOptions({ jobId: 'a', options: { priority: 'high' } });
  await jobCommands.moveJob({ jobId: 'a', before: 'b' });
  await jobCommands.moveJob({ jobId: 'a' });
  await jobCommands.jobLog({ jobId: 'a' });
  await jobCommands.findStrays();
  expect(createDocument).toHaveBeenCalledTimes(1);
  expect(fakeBrowser.asked).toEqual([
    { name: 'pause', request: {} },
    { name: 'pause', request: { id: 'a' } },
    { name: 'resume', request: {} },
    { name: 'restart', request: { id: 'a' } },
    { name: 'retryAll', request: {} },
    { name: 'forgetEnded', request: { state: 'done' } },
    { name: 'setOptions', request: { id: 'a', options: { priority: 'high' } } },
    { name: 'move', request: { id: 'a', before: 'b' } },
    { name: 'move', request: { id: 'a' } },
    { name: 'log', request: { id: 'a' } },
    { name: 'strays', request: {} },
  ]);
});

const notice = {
  error: { code: 'no-formats', message: 'None.', facts: {} },
  title: 'A film',
} as const;

test('a notice is told once, and outlives the worker', async () => {
  await (await wake()).keepNotice(1, notice, 'ordinary');
  vi.resetModules();
  const { takeNotice } = await wake();
  expect(await takeNotice(1)).toEqual(notice);
  expect(await takeNotice(1)).toBeUndefined();
});

test('a private window’s notice is told once, is stored nowhere and ends with the windows', async () => {
  const { keepNotice, takeNotice, dropPrivateNotices } = await wake();
  await keepNotice(1, notice, 'private');
  expect(fakeBrowser.storage.session.kept.size + fakeBrowser.storage.local.kept.size).toBe(0);
  expect(await takeNotice(1)).toEqual(notice);
  expect(await takeNotice(1)).toBeUndefined();
  await keepNotice(2, notice, 'private');
  dropPrivateNotices();
  expect(await takeNotice(2)).toBeUndefined();
});
