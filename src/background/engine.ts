import { createSender } from '../platform/channel';
import { ensureEngineDocument, hasEngineDocument } from '../platform/engine-document';
import type { EngineRequests, LendRequests } from '../protocol/engine';
import { enginePage } from './engine-page';
import { setSiteHeaders } from './site-headers';

const sender = createSender<EngineRequests & LendRequests>('engine');

/** The engine, started where it was not. On its start it takes up the journal's unfinished jobs by itself. */
export async function wakenEngine(): Promise<typeof sender> {
  // It takes up the journal's jobs by itself: their requests must be right from the first.
  await setSiteHeaders();
  await ensureEngineDocument(await enginePage());
  return sender;
}

/** For what concerns an engine only while it runs. */
export async function runningEngine(): Promise<typeof sender | undefined> {
  return (await hasEngineDocument()) ? wakenEngine() : undefined;
}
