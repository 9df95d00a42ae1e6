import * as v from 'valibot';
import { ReelkeepError } from '../errors';
import { storedValue } from '../platform/storage';

/** Apart from the settings: no screen is told what is in it, no log and no report. */
const stored = storedValue('local', 'aria2-secret');
const schema = v.pipe(v.string(), v.minLength(1), v.maxLength(500));

export async function aria2Secret(): Promise<string | undefined> {
  return v.parse(v.fallback(v.optional(schema), undefined), await stored.read());
}

/** @throws message-invalid where it is none. */
export async function storeAria2Secret(secret: string): Promise<void> {
  const parsed = v.safeParse(schema, secret);
  if (!parsed.success) throw new ReelkeepError('message-invalid', 'That is no secret.');
  await stored.write(parsed.output);
}

export const removeAria2Secret = (): Promise<void> => stored.remove();
