import * as v from 'valibot';
import { errorCodes } from '../errors';
import { storedValue } from '../platform/storage';

/** Saves that could not begin, without a popup to say so, by tab; until the tab's popup has told them. */
const stored = storedValue('session', 'notices');
/** Those of private windows: nowhere but here, as long as this worker lives. */
const fleeting = new Map<number, Notice>();
/** Tabs come and go: notices of the oldest ones are nobody's any more. */
const mostNotices = 20;

const noticeSchema = v.object({
  error: v.object({
    code: v.picklist(errorCodes),
    message: v.string(),
    facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  }),
  /** Of the tab then: it may show something else by the time this is told. */
  title: v.exactOptional(v.string()),
});
const noticesSchema = v.fallback(v.array(v.tuple([v.number(), noticeSchema])), []);

export type Notice = v.InferOutput<typeof noticeSchema>;

const load = async () => v.parse(noticesSchema, await stored.read());

export async function keepNotice(
  tabId: number,
  notice: Notice,
  window: 'private' | 'ordinary',
): Promise<void> {
  if (window === 'private') {
    fleeting.set(tabId, notice);
    return;
  }
  const others = (await load()).filter(([id]) => id !== tabId);
  await stored.write([[tabId, notice], ...others].slice(0, mostNotices));
}

/** The tab's notice, which is forgotten with this. */
export async function takeNotice(tabId: number): Promise<Notice | undefined> {
  const fleeing = fleeting.get(tabId);
  if (fleeting.delete(tabId)) return fleeing;
  const notices = await load();
  const notice = notices.find(([id]) => id === tabId)?.[1];
  if (notice) await stored.write(notices.filter(([id]) => id !== tabId));
  return notice;
}

/** The private windows are closed. */
export function dropPrivateNotices(): void {
  fleeting.clear();
}
