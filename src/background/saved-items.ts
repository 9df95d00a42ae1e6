import * as v from 'valibot';
import type { Contents } from '../extract/video';
import { Turns } from '../jobs/turns';
import { storedValue } from '../platform/storage';

/** Of threads and albums, the last used first; what is older is new again. */
const mostCollections = 200;
const mostItems = 5_000;

const stored = storedValue('local', 'saved-items');
const schema = v.fallback(v.array(v.tuple([v.string(), v.array(v.string())])), []);
const turns = new Turns();

interface Collection extends Pick<Contents, 'id'> {
  readonly videos: readonly Pick<Contents['videos'][number], 'site'>[];
}

/** Ids of different sites may be the same. */
const keyOf = ({ id, videos }: Collection): string => `${videos[0]?.site}:${id}`;

const load = async () => v.parse(schema, await stored.read());

/** What of a thread or an album was ever saved, by the videos' ids. */
export async function savedItems(collection: Collection): Promise<ReadonlySet<string>> {
  const key = keyOf(collection);
  return new Set((await load()).find(([known]) => known === key)?.[1] ?? []);
}

/** Remembers that these are saved: the next time they are not new. Not for private windows. */
export function rememberSaved(collection: Collection, ids: readonly string[]): Promise<void> {
  return turns.take('saved', async () => {
    const key = keyOf(collection);
    const all = await load();
    const before = all.find(([known]) => known === key)?.[1] ?? [];
    const kept = [...new Set([...before, ...ids])].slice(-mostItems);
    const others = all.filter(([known]) => known !== key);
    await stored.write([[key, kept], ...others].slice(0, mostCollections));
  });
}
