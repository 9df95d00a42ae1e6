import * as v from 'valibot';
import { asReelkeepError, ReelkeepError } from '../errors';
import { present } from '../formats/present';
import { askJson } from './ask-json';
import type { Fetch } from './extractor';

/** Where a site's page of leave is, and where tokens are renewed (RFC 6749 §4.2, §6). */
export interface OAuth {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
}

/** What a site gave out to who signed in. */
export interface SignIn {
  readonly token: string;
  /** For the next token, together with the secret. */
  readonly refresh?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
  readonly account?: string;
}

const word = v.pipe(v.string(), v.regex(/^[\w.~+/=-]{1,4000}$/));
const perhaps = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.fallback(v.nullish(schema), undefined));
const seconds = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))]),
  v.finite(),
  v.minValue(0),
);
const answerSchema = v.object({
  access_token: word,
  refresh_token: perhaps(word),
  expires_in: perhaps(seconds),
  account_username: perhaps(v.pipe(v.string(), v.maxLength(200))),
});

/** The page where a person is asked whether we may. `state` comes back with the answer. */
export function authorizeAddress(
  { authorizeUrl }: OAuth,
  key: string,
  redirect: string,
  state: string,
): string {
  const asked = { client_id: key, response_type: 'token', redirect_uri: redirect, state };
  return `${authorizeUrl}?${new URLSearchParams(asked)}`;
}

/**
 * What the page of leave has led to, in its fragment. `now`: milliseconds since 1970.
 * @throws sign-in-failed where the person has said no, or it is the answer to somebody else's question.
 */
export function readRedirect(address: string, state: string, now: number): SignIn {
  const { searchParams, hash } = new URL(address);
  const said = new URLSearchParams(hash.slice(1));
  const stated = searchParams.get('state') ?? said.get('state');
  const parsed = v.safeParse(answerSchema, Object.fromEntries(said));
  if (stated !== state || !parsed.success) {
    throw new ReelkeepError('sign-in-failed', 'The site has not let us in.');
  }
  return signInOf(parsed.output, now);
}

/** What is renewed with: both the person's own secret and the site's last word. */
export interface Renewable {
  readonly key: string;
  readonly secret: string;
  readonly signIn: SignIn & { readonly refresh: string };
}

/** @throws credentials-refused where the site has taken it back, and what `askJson` throws. */
export async function renewSignIn(
  fetch: Fetch,
  { tokenUrl }: OAuth,
  { key, secret, signIn }: Renewable,
  now: () => number,
  signal: AbortSignal,
): Promise<SignIn> {
  const body = new URLSearchParams({
    client_id: key,
    client_secret: secret,
    grant_type: 'refresh_token',
    refresh_token: signIn.refresh,
  });
  const request = { method: 'POST', body, credentials: 'omit', cache: 'no-store' } as const;
  const answer = await askJson(fetch, tokenUrl, signal, request).catch((thrown: unknown) => {
    const { facts } = asReelkeepError(thrown);
    // RFC 6749 §5.2: a token that is no good is a bad request.
    if (facts.status === 400 || facts.status === 403) throw refused();
    throw thrown;
  });
  const parsed = v.safeParse(answerSchema, answer);
  if (!parsed.success) throw refused();
  return { ...signIn, ...signInOf(parsed.output, now()) };
}

const signInOf = (answer: v.InferOutput<typeof answerSchema>, now: number): SignIn =>
  present({
    token: answer.access_token,
    refresh: answer.refresh_token ?? undefined,
    expiresAt: answer.expires_in ? now + answer.expires_in * 1000 : undefined,
    account: answer.account_username || undefined,
  });

const refused = () =>
  new ReelkeepError('credentials-refused', 'The site does not know who signed in any more.');
