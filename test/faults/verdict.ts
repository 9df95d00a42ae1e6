import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { videoOf } from '../browser/video-of';
import { type Packet, packetDifference, packetHashes } from '../helpers/packet-hashes';
import { listFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import type { MediaFile } from '../site/media/make-media';
import { onceEach } from '../site/media/once-each';
import { sourcesOf } from './scene';
import type { Stage } from './stage';

/** What a browser that was killed before its download had a name leaves behind: nobody else knows of it. */
const browsersOwn = /^\.(?:org\.chromium|com\.google)\./;

/** The browser and the engine tidy up a moment after the job is done. */
const tidyMs = 4000;

/**
 * Holds what lies on the disk against what the site serves, or served when the fetch began: the saved
 * file, the download folder, and the engine's own files. Tells the stage of every difference.
 * @returns bytes of the sources that the saved file turned out to be made of.
 */
export async function checkSaved(stage: Stage, downloads: string): Promise<number> {
  const files = await settledFiles(downloads);
  if (files.length !== 1) stage.problems.push(`the download folder holds: ${files.join(', ')}`);
  const versions = await versionsOf(stage);
  const differences: string[] = [];
  const [file] = files;
  let need = stage.need;
  for (const [age, sources] of versions.entries()) {
    if (file === undefined) break;
    const difference = await differenceOf(join(downloads, file), sources);
    if (difference !== undefined) {
      differences.push(difference);
      continue;
    }
    need = sources.reduce((sum, { bytes }) => sum + bytes, 0);
    if (age > 0) stage.account.countFromVersion();
    differences.length = 0;
    break;
  }
  if (differences.length > 0) stage.problems.push(`not its source: ${differences.join('; ')}`);
  await checkTidied(stage);
  return need;
}

async function settledFiles(downloads: string): Promise<string[]> {
  const look = () => listFiles(downloads).filter((name) => !browsersOwn.test(name));
  try {
    return await waitFor('one file', () => look().length === 1 && look(), { timeoutMs: tidyMs });
  } catch {
    return look();
  }
}

/** At present, and as it was: a file that was fetched before its author changed it is right. */
async function versionsOf({ scene, site }: Stage): Promise<readonly (readonly MediaFile[])[]> {
  const before = videoOf(scene.videoId);
  const now = site.control.atPresent(before);
  return Promise.all(
    [before, ...(now === before ? [] : [now])].map((each) => sourcesOf(scene, each)),
  );
}

async function differenceOf(
  saved: string,
  sources: readonly MediaFile[],
): Promise<string | undefined> {
  const [first, second] = sources;
  if (first === undefined) return 'no source';
  if (second === undefined) return bitDifference(saved, first.path);
  const tracks = await packetHashes(saved).catch(() => new Map<string, readonly Packet[]>());
  const wanted = (await Promise.all(sources.map(({ path }) => sourcePackets(path)))).flatMap(
    (source) => [...source],
  );
  if (tracks.size !== wanted.length) return `${tracks.size} tracks instead of ${wanted.length}`;
  for (const [name, packets] of wanted) {
    const difference = packetDifference(tracks.get(name) ?? [], packets);
    if (difference !== undefined) return `${name}: ${difference}`;
  }
  return undefined;
}

const packetsOnce = onceEach<ReadonlyMap<string, readonly Packet[]>>();
const sourcePackets = (path: string) => packetsOnce(path, () => packetHashes(path));

async function bitDifference(saved: string, source: string): Promise<string | undefined> {
  const [mine, theirs] = await Promise.all([readFile(saved), readFile(source)]);
  if (mine.equals(theirs)) return undefined;
  if (mine.length !== theirs.length) return `${mine.length} bytes instead of ${theirs.length}`;
  return `byte ${mine.findIndex((byte, at) => byte !== theirs[at])} of ${mine.length} is another`;
}

async function checkTidied(stage: Stage): Promise<void> {
  let left: string[] = [];
  const look = async (): Promise<boolean> => {
    left = Object.keys(await stage.parts());
    return left.length === 0;
  };
  try {
    await waitFor('no parts', look, { timeoutMs: tidyMs });
  } catch {
    stage.problems.push(`parts are left: ${left.join(', ')}`);
  }
  const astray = stage.site.control.requests.list({ kind: 'evil' }).length;
  if (astray > 0) stage.problems.push(`${astray} requests went to a host that is not allowed`);
}
