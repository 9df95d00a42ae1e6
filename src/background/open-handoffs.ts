import type { ReelkeepError } from '../errors';
import type { Handoff, HandoffFile } from '../jobs/handoff';
import type { Aria2Status } from '../transfer/aria2/aria2-status';
import { type Aria2, openAria2 } from './aria2';
import { type AddressDoubt, freshAddress } from './fresh-address';
import { newGid } from './handoff-files';
import { updateFile } from './handoff-store';

/** A file that aria2 has not been seen to finish, with what aria2 says of it. */
export interface OpenFile {
  readonly handoff: Handoff;
  readonly file: HandoffFile;
  readonly told: Aria2Status | ReelkeepError;
}

const longestMs = 20_000;
const mostAtOnce = 500;

/** @throws as `openAria2` and `tell`. */
export async function openFiles(
  handoffs: readonly Handoff[],
): Promise<{ aria2: Aria2; files: OpenFile[] }> {
  const open = handoffs
    .flatMap((handoff) => handoff.files.map((file) => ({ handoff, file })))
    .filter(({ file }) => file.savedBytes === undefined)
    .slice(0, mostAtOnce);
  const aria2 = await openAria2();
  const gids = open.map(({ file }) => file.gid);
  const told = await aria2.client.tell(gids, AbortSignal.timeout(longestMs));
  const files = open.flatMap((one, at) => {
    const said = told[at];
    return said === undefined ? [] : [{ ...one, told: said }];
  });
  return { aria2, files };
}

/**
 * Orders a file anew from where it is to be had now: what lies on the disk goes on, where aria2 has said
 * which file that is. Another file of that name is not touched.
 * @throws as `freshAddress` and `add`.
 */
export async function orderAnew(
  { client, folder }: Aria2,
  { handoff, file }: Pick<OpenFile, 'handoff' | 'file'>,
  doubt: AddressDoubt,
): Promise<void> {
  const url = await freshAddress(handoff, file, doubt);
  const gid = newGid();
  await updateFile(handoff.id, file.gid, { gid });
  const { referer } = handoff;
  const where = file.place
    ? { ...file.place, continues: true as const }
    : { name: file.name, folder };
  await client.add(
    {
      ...{ url, gid, userAgent: navigator.userAgent, ...where },
      ...(referer === undefined ? {} : { referer }),
      ...(file.md5 === undefined ? {} : { md5: file.md5 }),
    },
    AbortSignal.timeout(longestMs),
  );
}
