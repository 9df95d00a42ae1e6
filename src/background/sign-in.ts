import { asReelkeepError, ReelkeepError } from '../errors';
import type { Credentials, Extractor, Fetch } from '../extract/extractor';
import { authorizeAddress, type OAuth, readRedirect, renewSignIn } from '../extract/oauth';
import { extractorOf } from '../extract/registry';
import type { Site } from '../extract/video';
import type { Origin } from '../jobs/job';
import { authorize } from '../platform/authorize';
import { signInRedirect } from '../platform/sign-in';
import { credentialsOf, type KeptCredentials, storeSignIn } from './credentials';

/** A token that ends while it is used is of no use. */
const leftMs = 60_000;

/**
 * Has the person sign in on the site's own page, with the key that was entered.
 * @throws credentials-needed where there is none, sign-in-failed.
 */
export async function signIn(site: Site): Promise<void> {
  const oauth = oauthOf(extractorOf(site));
  const entered = await credentialsOf(site);
  if (!oauth || !entered) {
    throw new ReelkeepError('credentials-needed', 'There is no key to sign in with.');
  }
  const state = crypto.randomUUID();
  const led = await authorize(authorizeAddress(oauth, entered.key, signInRedirect(), state));
  await storeSignIn(site, entered.key, readRedirect(led, state, Date.now()));
}

export async function signOut(site: Site): Promise<void> {
  const entered = await credentialsOf(site);
  if (entered) await storeSignIn(site, entered.key);
}

interface Asker {
  readonly extractor: Extractor;
  readonly origin: Origin;
  readonly fetch: Fetch;
}

/**
 * Does what asks a site with what is entered for it. A token that has expired, or that the site has taken
 * back before its time, is renewed once. In a private window nobody is signed in.
 * @throws credentials-refused where it cannot be renewed, and what `work` throws.
 */
export async function withCredentials<T>(
  { extractor, origin, fetch }: Asker,
  work: (credentials: Credentials | undefined) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const kept = await credentialsOf(extractor.site);
  const oauth = oauthOf(extractor);
  if (!kept) return work(undefined);
  const { signIn: given, ...entered } = kept;
  if (!given || !oauth || origin.isPrivate) return work(entered);
  const renewed = async () => {
    const token = await renew(extractor.site, oauth, kept, fetch, signal);
    return work({ ...entered, token });
  };
  if ((given.expiresAt ?? Number.POSITIVE_INFINITY) < Date.now() + leftMs) return renewed();
  try {
    return await work({ ...entered, token: given.token });
  } catch (thrown) {
    if (asReelkeepError(thrown).code !== 'credentials-refused') throw thrown;
    return renewed();
  }
}

async function renew(
  site: Site,
  oauth: OAuth,
  { key, secret, signIn: given }: KeptCredentials,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<string> {
  if (!given?.refresh || !secret) {
    throw new ReelkeepError('credentials-refused', 'Without a secret nothing can be renewed.');
  }
  const renewable = { key, secret, signIn: { ...given, refresh: given.refresh } };
  const fresh = await renewSignIn(fetch, oauth, renewable, Date.now, signal);
  await storeSignIn(site, key, fresh);
  return fresh.token;
}

const oauthOf = ({ authentication }: Extractor): OAuth | undefined =>
  typeof authentication === 'object' ? authentication.oauth : undefined;
