import * as v from 'valibot';
import { ReelkeepError } from '../errors';
import type { Credentials } from '../extract/extractor';
import type { SignIn } from '../extract/oauth';
import { extractors } from '../extract/registry';
import { type Site, sites } from '../extract/video';
import { Turns } from '../jobs/turns';
import { storedValue } from '../platform/storage';
import type { SiteView } from '../protocol/background';

/** Nobody but this file reads it: no screen is told what is in it, no log and no report. */
const stored = storedValue('local', 'credentials');
const turns = new Turns();

const word = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500));
const enteredSchema = v.object({ key: word, secret: v.exactOptional(word) });
const token = v.pipe(v.string(), v.minLength(1), v.maxLength(4_000));
const signInSchema = v.object({
  token,
  refresh: v.exactOptional(token),
  expiresAt: v.exactOptional(v.number()),
  account: v.exactOptional(v.string()),
});
const keptSchema = v.object({
  ...enteredSchema.entries,
  signIn: v.exactOptional(v.fallback(v.optional(signInSchema), undefined)),
});
const storedSchema = v.fallback(v.array(v.tuple([v.picklist(sites), keptSchema])), []);

/** What a person has entered for a site, and what the site gave out to who signed in with it. */
export interface KeptCredentials extends Omit<Credentials, 'token'> {
  readonly signIn?: SignIn | undefined;
}

const load = async () => v.parse(storedSchema, await stored.read());

export async function credentialsOf(site: Site): Promise<KeptCredentials | undefined> {
  return (await load()).find(([known]) => known === site)?.[1];
}

/** In the place of what was there. @throws message-invalid where it is no key. */
export async function storeCredentials(site: Site, credentials: Credentials): Promise<void> {
  const parsed = v.safeParse(enteredSchema, credentials);
  if (!parsed.success) throw new ReelkeepError('message-invalid', 'That is no key.');
  await change(site, () => parsed.output);
}

export const removeCredentials = (site: Site): Promise<void> => change(site, () => undefined);

/** Beside the key that it was given out for, where that is still there; without: nobody is signed in. */
export const storeSignIn = (site: Site, key: string, signIn?: SignIn): Promise<void> =>
  change(site, (kept) => {
    if (kept?.key !== key) return kept;
    const { signIn: _, ...entered } = kept;
    return signIn === undefined ? entered : { ...entered, signIn };
  });

/** One change after the other: each begins with what the last one has left. */
async function change(
  site: Site,
  next: (kept: KeptCredentials | undefined) => KeptCredentials | undefined,
): Promise<void> {
  await turns.take('credentials', async () => {
    const all = await load();
    const kept = next(all.find(([known]) => known === site)?.[1]);
    const others = all.filter(([known]) => known !== site);
    await stored.write(kept === undefined ? others : [...others, [site, kept]]);
  });
}

/** Every site that we know, for the page of settings: whether there is a key, and never which. */
export async function listSites(): Promise<SiteView[]> {
  const kept = new Map(await load());
  return extractors.map(({ site, name, hosts, authentication }) => {
    const { signIn } = kept.get(site) ?? {};
    return {
      site,
      name,
      hosts,
      takesKey: authentication !== 'none',
      hasKey: kept.has(site),
      signsIn: typeof authentication === 'object',
      ...(signIn === undefined ? {} : { account: signIn.account ?? name }),
    };
  });
}
