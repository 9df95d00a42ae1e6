import type { Page } from 'puppeteer-core';
import type { ErrorData } from '../../src/errors';
import type { BackgroundRequests } from '../../src/protocol/background';
import type { JobsPortMessage, JobView } from '../../src/protocol/jobs-port';
import type { ChromiumSession } from './chromium-session';
import { openExtensionPage } from './extension-pages';

export interface SeenJobs {
  /** Whether the engine was heard of since it last went away. */
  readonly connected: boolean;
  readonly jobs: readonly JobView[];
}

export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorData };

const nothingSeen: SeenJobs = { connected: false, jobs: [] };
const answerLimitMs = 20_000;

/**
 * Sees the jobs as a screen does, but wakes nobody: what it sees go on went on by itself. Lives in a
 * document of the extension that runs none of its code, and comes back when that was closed.
 */
export class JobsWatch {
  #page: Page | undefined;

  constructor(private readonly session: () => ChromiumSession) {}

  async read(): Promise<SeenJobs> {
    try {
      const page = await this.page();
      return await page.evaluate(() => Reflect.get(globalThis, 'seen')());
    } catch {
      // Closed with the browser or the extension: the next look opens another.
      this.#page = undefined;
      return nothingSeen;
    }
  }

  /** Asks the background as a screen does, waking it where need be. Never rejects for what it answers. */
  async ask<N extends keyof BackgroundRequests>(
    name: N,
    request: Parameters<BackgroundRequests[N]>[0],
  ): Promise<Answered<ReturnType<BackgroundRequests[N]>>> {
    const page = await this.page();
    return page.evaluate(
      (asked, limitMs) => {
        const late = new Promise((resolve) => {
          const error = { code: 'no-receiver', message: 'No answer came.', facts: {} };
          setTimeout(() => resolve({ ok: false, error }), limitMs);
        });
        return Promise.race([chrome.runtime.sendMessage({ to: 'background', ...asked }), late]);
      },
      { name, request },
      answerLimitMs,
    );
  }

  /** The document itself, for what has no other way in. */
  async page(): Promise<Page> {
    if (this.#page?.isClosed() === false) return this.#page;
    const page = await openExtensionPage(this.session(), 'manifest.json');
    await page.evaluate(watchJobs, 'jobs');
    this.#page = page;
    return page;
  }
}

/** Runs in the page: keeps the last that was heard under the name `seen`. */
function watchJobs(portName: string): void {
  let connected = false;
  const jobs = new Map<string, JobView>();
  const connect = (): void => {
    const port = chrome.runtime.connect({ name: portName });
    port.onMessage.addListener((message: JobsPortMessage) => {
      if (message.kind === 'unread') return;
      connected = true;
      if (message.kind === 'snapshot') jobs.clear();
      const heard = message.kind === 'snapshot' ? message.jobs : message.changed;
      for (const job of heard) jobs.set(job.id, job);
      if (message.kind === 'delta') for (const id of message.removed) jobs.delete(id);
    });
    port.onDisconnect.addListener(() => {
      connected = false;
      // Read, or the browser complains aloud that nobody listens.
      void chrome.runtime.lastError;
      setTimeout(connect, 200);
    });
  };
  connect();
  Reflect.set(globalThis, 'seen', () => ({ connected, jobs: [...jobs.values()] }));
}
