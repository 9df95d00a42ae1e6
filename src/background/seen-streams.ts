import * as v from 'valibot';
import type { SeenStream } from '../extract/extractor';
import { Turns } from '../jobs/turns';
import type { PageResponse } from '../platform/page-responses';
import { inPrivateWindow } from '../platform/runtime';
import { storedValue } from '../platform/storage';
import { loadSettings } from './settings-store';

/** Until the browser ends, so that a worker that ended in between has not forgotten it. */
const stored = storedValue('session', 'seen-streams');
/** Of private windows: nowhere but here. */
const fleeting = new Map<number, readonly SeenStream[]>();
const turns = new Turns();

const mostTabs = 30;
const mostOfATab = 40;
const longestAddress = 8_192;

const seenSchema = v.object({ url: v.string(), type: v.string() });
const schema = v.fallback(v.array(v.tuple([v.number(), v.array(seenSchema)])), []);
const load = async () => v.parse(schema, await stored.read());

const isStream = ({ url, type }: PageResponse): boolean =>
  /mpegurl|dash\+xml/i.test(type) || /\.(?:m3u8|mpd)(?:[?#]|$)/i.test(url);

/** Keeps what may be a stream or a file that plays; a new page in the tab drops what the one before had. */
export async function seeResponse(response: PageResponse): Promise<void> {
  const { tabId, url, type, kind } = response;
  if (kind === 'page') {
    await forgetSeen(tabId);
    return;
  }
  if (!(kind === 'media' || isStream(response)) || url.length > longestAddress) return;
  if (!(await loadSettings()).watchPages) return;
  const seen = { url, type: type.slice(0, 200) };
  const add = (before: readonly SeenStream[] = []) =>
    [...before.filter((one) => one.url !== url), seen].slice(-mostOfATab);
  if (response.isPrivate || inPrivateWindow()) {
    fleeting.set(tabId, add(fleeting.get(tabId)));
    return;
  }
  await change((all) => {
    const before = all.find(([id]) => id === tabId)?.[1];
    return [[tabId, add(before)], ...all.filter(([id]) => id !== tabId)];
  });
}

/** What the tab's page has been answered, oldest first; nothing where nobody has allowed to look. */
export async function seenStreams(tabId: number): Promise<readonly SeenStream[]> {
  const kept = fleeting.get(tabId) ?? (await load()).find(([id]) => id === tabId)?.[1];
  return kept ?? [];
}

export async function forgetSeen(tabId: number): Promise<void> {
  if (fleeting.delete(tabId)) return;
  // Most tabs never had any: then nothing is written.
  if (!(await load()).some(([id]) => id === tabId)) return;
  await change((all) => all.filter(([id]) => id !== tabId));
}

type All = [number, SeenStream[]][];

const change = (edit: (all: All) => All): Promise<void> =>
  turns.take('seen', async () => {
    await stored.write(edit(await load()).slice(0, mostTabs));
  });
