import { fromErrorData, ReelkeepError } from '../errors';
import type { Handoff } from '../jobs/handoff';
import { servedFrom } from '../jobs/part-source';
import type { HandoffRequests } from '../protocol/handoff';
import type { Aria2Client } from '../transfer/aria2/aria2-client';
import { sleep, systemClock } from '../transfer/clock';
import { openAria2 } from './aria2';
import { handoffFiles } from './handoff-files';
import { forgetHandoff, rememberHandoff } from './handoff-store';
import { refererOf } from './site-headers';
import { tabOrigin } from './tab-origin';
import { wishedJob } from './wished-job';

type Request = Parameters<HandoffRequests['handOver']>[0];

const longestMs = 60_000;

/**
 * Has the person's aria2 fetch what was chosen of a tab's page: each part as a file by itself. All of them,
 * or none.
 * @throws handoff-private, not-for-aria2, the codes of aria2, and what reading the page throws.
 */
export async function handOver({ choiceId, track, ...page }: Request): Promise<{ files: number }> {
  const { cookieStoreId, isPrivate } = await tabOrigin(page.tabId);
  if (isPrivate) throw new ReelkeepError('handoff-private', 'aria2 would keep it.');
  const signal = AbortSignal.timeout(longestMs);
  const { client, folder } = await openAria2();
  // Before the page is read: a cipher takes longer than to hear that nobody is there.
  await client.version(signal);
  const wish = { kind: 'choice', choiceId, ...(track === undefined ? {} : { track }) } as const;
  const { job, formats } = await wishedJob({ ...page, wish });
  if (job.pending?.kind === 'refused') throw fromErrorData(job.pending.error);
  const ordered = handoffFiles(job, formats);
  await untilServed(Math.max(...job.parts.map(({ source }) => servedFrom(source))), signal);
  const referer = refererOf(ordered[0]?.url ?? '', job.videoUrl);
  const createdAt = Date.now();
  const handoff: Handoff = {
    id: `${job.id}:${createdAt}`,
    title: job.title,
    label: job.label,
    videoUrl: job.videoUrl,
    createdAt,
    tier: job.tier ?? '',
    referer,
    ...(cookieStoreId === undefined ? {} : { cookieStoreId }),
    files: ordered.map(({ url, ...file }) => file),
  };
  // Before it is ordered: this worker may end in between, and what runs there must be known here.
  await rememberHandoff(handoff);
  const begun: string[] = [];
  try {
    for (const { url, gid, name, md5 } of ordered) {
      const order = { url, gid, name, folder, referer, userAgent: navigator.userAgent };
      await client.add({ ...order, ...(md5 === undefined ? {} : { md5 }) }, signal);
      begun.push(gid);
    }
  } catch (thrown) {
    await forgetHandoff(handoff.id);
    await stopAll(client, begun);
    throw thrown;
  }
  return { files: ordered.length };
}

/** aria2 knows of no time to begin: what is not served before the advertisements are over waits here. */
async function untilServed(from: number, signal: AbortSignal): Promise<void> {
  const left = from - Date.now();
  if (left > 0) await sleep(systemClock, left, signal);
}

/** Half a video is of no use. Where aria2 is gone meanwhile there is nothing to be stopped. */
async function stopAll(client: Aria2Client, gids: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(longestMs);
  await Promise.allSettled(gids.map((gid) => client.stop(gid, signal)));
}
