import * as v from 'valibot';
import type { Contents, Site } from '../extract/video';
import type { CollectionItem } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { storedValue } from '../platform/storage';

/** Of threads and albums, the last used first; what is older is new again. */
const mostCollections = 200;
const mostItems = 5_000;

const stored = storedValue('local', 'saved-items');
const schema = v.fallback(v.array(v.tuple([v.string(), v.array(v.string())])), []);
const turns = new Turns();

/** Ids of different sites may be the same. */
export const collectionKey = (site: Site | undefined, id: string): string => `${site}:${id}`;

export const contentsKey = ({ id, videos }: Contents): string => collectionKey(videos[0]?.site, id);

const load = async () => v.parse(schema, await stored.read());

/** What of a thread or an album was ever saved, by the videos' ids. */
export async function savedItems(key: string): Promise<ReadonlySet<string>> {
  return new Set((await load()).find(([known]) => known === key)?.[1] ?? []);
}

/** Remembers that it is saved, whole and where it belongs: the next time it is not new. Not for private windows. */
export function rememberSaved({ collection: key, id }: CollectionItem): Promise<void> {
  return turns.take('saved', async () => {
    const all = await load();
    const before = all.find(([known]) => known === key)?.[1] ?? [];
    const kept = [...new Set([...before, id])].slice(-mostItems);
    const others = all.filter(([known]) => known !== key);
    await stored.write([[key, kept], ...others].slice(0, mostCollections));
  });
}
