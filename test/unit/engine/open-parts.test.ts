import { expect, it } from 'vitest';
import { GuardedFile } from '../../../src/engine/guarded-file';
import { openParts } from '../../../src/engine/open-parts';
import { journalVersion } from '../../../src/jobs/journal-record';
import type { PartRecord } from '../../../src/jobs/part-record';
import { newJob } from '../../../src/jobs/reduce-job';
import { scratchFolder } from '../media/clips';
import { fromUrl, jobOf } from './engine-rig';
import { nodeFiles } from './node-files';

/** A part file of so many bytes, opened beside what the journal says of it. */
async function opened(fileBytes: number, parts: readonly PartRecord[]) {
  const request = jobOf([{ ...part, ...fromUrl('https://media.test/a') }]);
  const files = nodeFiles(scratchFolder());
  const before = await files.open(request.id, '0-whole.part');
  before.write(new Uint8Array(fileBytes), { at: 0 });
  before.close();
  const job = newJob(request, 0, { priority: 'normal', rank: 0 });
  const [open] = await openParts(
    { version: journalVersion, job, parts },
    async (name) => new GuardedFile(await files.open(request.id, name)),
  );
  return { bytes: open?.file.getSize(), received: open?.bytes.received };
}

const part = { role: 'whole', itag: 22, formatId: 'a' } as const;
const half: PartRecord = {
  formatId: 'a',
  fetched: { kind: 'ranges', ranges: { total: 1000, blocks: [[0, 500, 1000]] } },
};

it('a part file is cut to the length that its content has, and keeps what is known of it', async () => {
  expect(await opened(1200, [half])).toEqual({ bytes: 1000, received: 500 });
  expect(await opened(600, [half])).toEqual({ bytes: 600, received: 500 });
});

it('a part file of which nothing is known is empty', async () => {
  expect(await opened(600, [])).toEqual({ bytes: 0, received: 0 });
});
