import * as v from 'valibot';
import { ReelkeepError } from '../errors';
import type { Credentials } from '../extract/extractor';
import { extractors } from '../extract/registry';
import { type Site, sites } from '../extract/video';
import { storedValue } from '../platform/storage';
import type { SiteView } from '../protocol/background';

/** Nobody but this file reads it: no screen is told what is in it, no log and no report. */
const stored = storedValue('local', 'credentials');

const word = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500));
const credentialsSchema = v.object({ key: word, secret: v.exactOptional(word) });
const storedSchema = v.fallback(v.array(v.tuple([v.picklist(sites), credentialsSchema])), []);

const load = async () => v.parse(storedSchema, await stored.read());

/** What a person has entered for a site. */
export async function credentialsOf(site: Site): Promise<Credentials | undefined> {
  return (await load()).find(([known]) => known === site)?.[1];
}

/** In the place of what was there. @throws message-invalid where it is no key. */
export async function storeCredentials(site: Site, credentials: Credentials): Promise<void> {
  const parsed = v.safeParse(credentialsSchema, credentials);
  if (!parsed.success) throw new ReelkeepError('message-invalid', 'That is no key.');
  const others = (await load()).filter(([known]) => known !== site);
  await stored.write([...others, [site, parsed.output]]);
}

export async function removeCredentials(site: Site): Promise<void> {
  await stored.write((await load()).filter(([known]) => known !== site));
}

/** Every site that we know, for the page of settings: whether there is a key, and never which. */
export async function listSites(): Promise<SiteView[]> {
  const kept = new Set((await load()).map(([site]) => site));
  return extractors.map(({ site, name, hosts, authentication }) => ({
    site,
    name,
    hosts,
    takesKey: authentication === 'basic',
    hasKey: kept.has(site),
  }));
}
