import * as v from 'valibot';
import { type ErrorData, errorCodes } from '../errors';
import { storedValue } from '../platform/storage';

/** Failures of saves that began without the popup, by tab, until the popup has told them. */
const stored = storedValue('session', 'notices');

const errorSchema = v.object({
  code: v.picklist(errorCodes),
  message: v.string(),
  facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
const noticesSchema = v.fallback(v.record(v.string(), errorSchema), {});

export async function keepNotice(tabId: number, error: ErrorData): Promise<void> {
  const notices = v.parse(noticesSchema, await stored.read());
  await stored.write({ ...notices, [tabId]: error });
}

/** The tab's notice, which is forgotten with this. */
export async function takeNotice(tabId: number): Promise<ErrorData | undefined> {
  const { [tabId]: notice, ...others } = v.parse(noticesSchema, await stored.read());
  if (notice) await stored.write(others);
  return notice;
}
