/**
 * Asks the page's own web-PO client for a token bound to `binding` (youtube.md §3.4). It is run in the
 * page by its text (`callInPage`): nothing outside of it exists for it. The client may still be getting
 * ready: it is asked again after `pauseMs`, ten times at most.
 * @returns JSON: `{token}`, `{absent: true}` where the page has no such client, or `{failed}` with what it said.
 */
export async function mintInPage(binding: string, pauseMs: number): Promise<string> {
  const mostRetries = 10;
  const longestReason = 200;
  const field = (object: unknown, name: string): unknown =>
    (typeof object === 'object' && object !== null) || typeof object === 'function'
      ? Reflect.get(object, name)
      : undefined;
  const call = (object: unknown, method: string, ...args: readonly unknown[]): unknown => {
    const found = field(object, method);
    return typeof found === 'function' ? Reflect.apply(found, object, args) : undefined;
  };

  const key = Object.keys(top ?? {}).find((name) => name.startsWith('havuokmhhs-'));
  for (let retries = 0; key !== undefined; retries++) {
    try {
      const client = await call(field(field(top, key), 'bevasrs'), 'wpc');
      const token = await call(client, 'mws', { c: binding, mc: false, me: false });
      if (typeof token === 'string') return JSON.stringify({ token });
      break;
    } catch (thrown) {
      const reason = String(thrown).slice(0, longestReason);
      const isEarly = /SDF:notready|backoff/.test(reason);
      if (!isEarly || retries === mostRetries) return JSON.stringify({ failed: reason });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return JSON.stringify({ absent: true });
}
