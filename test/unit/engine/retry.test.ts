import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { jobOf, Rig, renewed, urlOf } from './engine-rig';
import { clipServers } from './serve-for-test';

const serve = clipServers();

/** A job that ended because the server refused its addresses, and whatever the page had. */
async function refusedJob() {
  let refusing = true;
  const media = await serve('whole.mp4', () =>
    refusing ? { kind: 'status', status: 403 } : undefined,
  );
  const rig = new Rig();
  const part = media.part('whole');
  const { id } = await rig.host.requests.start(jobOf([part]));
  await rig.until('failed');
  const asked = media.server.seen.length;
  refusing = false;
  return { rig, part, id, asksSince: () => media.server.seen.length - asked };
}

describe('the retry after a refusal', () => {
  it('asks the page for the best there is before it asks the server', async () => {
    const { rig, part, id, asksSince } = await refusedJob();
    const wishes: unknown[] = [];
    let asksBefore: number | undefined;
    rig.onRenew = async ({ wish }) => {
      asksBefore = asksSince();
      wishes.push(wish);
      return renewed({ [part.formatId]: `${urlOf(part)}?fresh` });
    };
    await rig.host.requests.retry({ id });
    await rig.until('done');
    expect([wishes, asksBefore]).toEqual([[{ failed: [] }], 0]);
  });

  it('tries the old ones where the page is gone', async () => {
    const { rig, id } = await refusedJob();
    rig.onRenew = async () => {
      throw new ReelkeepError('page-not-reachable', 'The tab is closed.');
    };
    await rig.host.requests.retry({ id });
    await rig.until('done');
  });
});
