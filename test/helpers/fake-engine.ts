import type { Page } from 'puppeteer-core';
import type { JobsPortMessage } from '../../src/protocol/jobs-port';

declare global {
  /** Tells the screen something, as the engine would over its port. */
  var tellScreen: ((message: JobsPortMessage) => void) | undefined;
  /** The commands that the screen has sent to the engine. */
  var screenCommands: { name: string; request: unknown }[] | undefined;
}

/**
 * From the next navigation on, this page's screen has an engine that holds what it is told and does
 * nothing: `tellScreen` and `screenCommands` are its two ends. `answers`: what the background answers,
 * by the request's name; what is not in it goes to the real one.
 */
export async function fakeEngine(page: Page, answers: Record<string, unknown> = {}): Promise<void> {
  const silent = [
    'wakeEngine',
    'pauseJobs',
    'resumeJobs',
    'cancelJob',
    'retryJob',
    'restartJob',
    'retryFailedJobs',
    'forgetJob',
    'forgetEndedJobs',
    'setJobOptions',
    'moveJob',
  ];
  const all = { ...Object.fromEntries(silent.map((name) => [name, null])), ...answers };
  await page.evaluateOnNewDocument(standIn, { findStrays: { bytes: 0, folders: 0 }, ...all });
}

/** Runs in the screen's document before anything of its own. May use nothing but what is in it. */
function standIn(answers: Record<string, unknown>): void {
  const runtime = (globalThis.browser ?? globalThis.chrome)?.runtime;
  if (!runtime) return;
  const commands: { name: string; request: unknown }[] = [];
  globalThis.screenCommands = commands;
  const connect = (): object => ({
    postMessage: () => undefined,
    disconnect: () => undefined,
    onDisconnect: { addListener: () => undefined },
    onMessage: {
      addListener: (listener: (message: unknown) => void) => {
        globalThis.tellScreen = listener;
      },
    },
  });
  const send = runtime.sendMessage.bind(runtime) as (message: unknown) => Promise<unknown>;
  const sendMessage = async (message: unknown): Promise<unknown> => {
    const { name, request } = message as { name: string; request: unknown };
    if (!Object.hasOwn(answers, name)) return send(message);
    commands.push({ name, request });
    return { ok: true, value: answers[name] };
  };
  Object.assign(runtime, { connect, sendMessage });
}
