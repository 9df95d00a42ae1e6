import browser from 'webextension-polyfill';

/** Wakes the worker under this name every so many minutes from now on, until it is dropped. */
export async function keepAlarm(name: string, minutes: number): Promise<void> {
  await browser.alarms.create(name, { periodInMinutes: minutes });
}

export async function dropAlarm(name: string): Promise<void> {
  await browser.alarms.clear(name);
}

/** Call it at the top level: the alarm is what wakes the worker. */
export function onAlarm(name: string, listener: () => Promise<void>): void {
  browser.alarms.onAlarm.addListener(async (alarm) => {
    if (alarm.name === name) await listener();
  });
}
