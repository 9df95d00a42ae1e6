import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { type ErrorData, fromErrorData } from '../../src/errors';
import type { JobState } from '../../src/jobs/job';
import { jobsPortName } from '../../src/protocol/jobs-port';
import type { ChromiumSession } from '../helpers/chromium-session';
import { openExtensionPage } from '../helpers/extension-pages';

/** When a job did what; milliseconds since 1970. */
export interface JobTimes {
  /** When the job was first told to be in a state; the engine's port gathers its news for up to a quarter of a second. */
  readonly states: Readonly<Partial<Record<JobState['state'], number>>>;
  /** The last write to a part, by the file's own time: when the last fetched byte was on the disk. */
  readonly lastPartWrite: number;
}

/**
 * Follows the next job that starts, from a page of the extension that runs none of its code. `ended`
 * rejects with the job's error when it fails.
 */
export async function observeJob(session: ChromiumSession): Promise<{ ended: Promise<JobTimes> }> {
  const page = await openExtensionPage(session, 'manifest.json');
  await page.evaluate(followNextJob, jobsPortName, Date.now());
  return { ended: toldBy(page).finally(() => page.close()) };
}

type Told = JobTimes & { readonly error?: ErrorData };

const lookEveryMs = 250;

/** A driver gives up on a question that is open for minutes, as a big job is: so it is asked again and again. */
async function toldBy(page: Page): Promise<JobTimes> {
  for (;;) {
    const told = await page.evaluate((): Told | undefined => Reflect.get(globalThis, 'told'));
    if (told?.error) throw fromErrorData(told.error);
    if (told) return told;
    await sleep(lookEveryMs);
  }
}

/** Runs in the page; leaves what it saw under the name `told`. May use nothing but what is in it. */
function followNextJob(portName: string, since: number): void {
  const states: Partial<Record<JobState['state'], number>> = {};
  let lastPartWrite = 0;

  const look = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const [name, entry] of folder.entries()) {
      if (entry instanceof FileSystemDirectoryHandle) await look(entry);
      else if (entry instanceof FileSystemFileHandle && name.endsWith('.part')) {
        lastPartWrite = Math.max(lastPartWrite, (await entry.getFile()).lastModified);
      }
    }
  };
  // A file may go between being listed and being asked; the next look knows.
  const lookAround = () =>
    navigator.storage
      .getDirectory()
      .then(look)
      .catch(() => undefined);
  const timer = setInterval(() => void lookAround(), 100);

  const port = chrome.runtime.connect({ name: portName });
  port.onMessage.addListener((message) => {
    for (const { createdAt, updatedAt, current } of message.changed ?? message.jobs) {
      // An earlier job of the same video and format ended before.
      if (createdAt < since) continue;
      const state: JobState = current;
      states[state.state] ??= updatedAt;
      if (state.state !== 'done' && state.state !== 'failed') continue;
      clearInterval(timer);
      port.disconnect();
      const error = state.state === 'failed' ? { error: state.error } : {};
      Object.assign(globalThis, { told: { states, lastPartWrite, ...error } });
    }
  });
}
