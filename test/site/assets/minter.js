/**
 * The page's own client for proofs of origin, in the place where the real one is: on the top window, under
 * a key that begins with `havuokmhhs-`. What it mints is readable and checked by the site
 * (`sabr/po-token.ts`); its accidents are switches of a test.
 */
(options) => {
  const born = performance.now();
  let calls = 0;
  let mints = 0;

  const checkOf = (text) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text))
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash.toString(16);
  };

  const base64url = (text) => {
    const binary = String.fromCharCode(...new TextEncoder().encode(text));
    return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };

  const mws = async ({ c: binding, mc, me }) => {
    calls += 1;
    if (mc !== false || me !== false) throw new Error('BAD:arguments');
    if (options.failure) throw new Error(options.failure);
    if (calls <= options.backoffs) throw new Error('backoff: asked too soon');
    if (mints >= options.mostMints) throw new Error('exhausted');
    mints += 1;
    const text = ['rk-pot', binding, options.event, mints].join('|');
    return base64url(`${text}|${checkOf(text)}`);
  };

  const wpc = async () => {
    if (performance.now() - born < options.readyAfterMs) throw new Error('SDF:notready');
    return { mws };
  };

  window[`havuokmhhs-${Math.floor(born)}`] = { bevasrs: { wpc } };
};
