import type { InnertubeCall } from './innertube-request';

/**
 * Asks InnerTube as the page itself would: same origin, with its cookies where the call says so, signed
 * with the hash of its own session cookie, which stays in the page. It is run there by its text
 * (`callInPage`): nothing outside of it exists for it. A tab may have gone on to another site meanwhile:
 * there nothing is asked, and nothing signed.
 * @returns JSON: `{status, text, retryAfter, date}`, the latter two as the headers say them, or `{failed}` with `network`, `timeout`, `too-large`, `no-login` or
 *   `elsewhere`.
 */
export async function askInnertubeInPage(call: InnertubeCall): Promise<string> {
  const sha1 = async (text: string): Promise<string> => {
    const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  /** One hash for each of the session cookies, as the site's own scripts send them. */
  const authorization = async (): Promise<string> => {
    const cookies = new Map<string, string>();
    for (const cookie of (top?.document.cookie ?? '').split('; ')) {
      const at = cookie.indexOf('=');
      cookies.set(cookie.slice(0, at), cookie.slice(at + 1));
    }
    const third = cookies.get('__Secure-3PAPISID');
    const sessions = [
      ['SAPISIDHASH', cookies.get('SAPISID') ?? third],
      ['SAPISID1PHASH', cookies.get('__Secure-1PAPISID')],
      ['SAPISID3PHASH', third],
    ] as const;
    const user = call.sign?.userSessionId;
    const seconds = Math.floor(Date.now() / 1000);
    const hashes: string[] = [];
    for (const [scheme, session] of sessions) {
      if (!session) continue;
      const hash = await sha1(`${user ? `${user} ` : ''}${seconds} ${session} ${origin}`);
      hashes.push(`${scheme} ${seconds}_${hash}${user ? '_u' : ''}`);
    }
    return hashes.join(' ');
  };

  const boundedText = async (response: Response): Promise<string | undefined> => {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { value } = (await reader?.read()) ?? {};
      if (value === undefined) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length <= call.mostCharacters) continue;
      await reader?.cancel();
      return undefined;
    }
  };

  const origin = top?.location.origin ?? '';
  if (!/^https:\/\/(?:[a-z]+\.)?youtube(?:-nocookie)?\.com$/.test(origin)) {
    return JSON.stringify({ failed: 'elsewhere' });
  }
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), call.timeoutMs);
  try {
    const headers: Record<string, string> = { ...call.headers, 'Content-Type': 'application/json' };
    if (call.sign) {
      const signed = await authorization();
      if (signed === '') return JSON.stringify({ failed: 'no-login' });
      headers.Authorization = signed;
      headers['X-Origin'] = origin;
    }
    const response = await fetch(`/youtubei/v1/${call.endpoint}?prettyPrint=false`, {
      method: 'POST',
      headers,
      body: call.body,
      credentials: call.credentials,
      redirect: 'error',
      cache: 'no-store',
      signal: late.signal,
    });
    const text = await boundedText(response);
    if (text === undefined) return JSON.stringify({ failed: 'too-large' });
    const { status, headers: said } = response;
    const [retryAfter, date] = [said.get('retry-after'), said.get('date')];
    return JSON.stringify({ status, text, retryAfter, date });
  } catch {
    return JSON.stringify({ failed: late.signal.aborted ? 'timeout' : 'network' });
  } finally {
    clearTimeout(timer);
  }
}
