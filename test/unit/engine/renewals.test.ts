import { expect, test } from 'vitest';
import { noRemedies, type Renew, Renewals } from '../../../src/engine/renewals';
import { type ErrorCode, ReelkeepError } from '../../../src/errors';
import type { JobRequest } from '../../../src/jobs/job';
import type { Renewal } from '../../../src/jobs/reduce-job';
import { sampleRequest } from '../jobs/sample-job';

const { signal } = new AbortController();
const failure = (code: ErrorCode, expired = false) =>
  new ReelkeepError(code, 'refused', { facts: { expired } });
const fresh: Renewal = {
  tier: 'page-address',
  sources: { 137: { source: { kind: 'url', url: 'https://r1.googlevideo.com/fresh' } } },
  notes: [],
};
const asking = (
  renew: Renew,
  remedies = noRemedies(),
  rest = (_isTold: boolean): void => undefined,
  isLastTry = false,
) => new Renewals(renew, remedies, rest, isLastTry);
const always = () => asking(async () => fresh);
const refusing = (code: ErrorCode) =>
  asking(async () => {
    throw new ReelkeepError(code, 'no');
  });
const mend = (renewals: Renewals, error: unknown, received = 0, job: JobRequest = sampleRequest) =>
  renewals.mend(error, job, received, signal);
const at = (url: string): JobRequest => ({
  ...sampleRequest,
  parts: sampleRequest.parts.map((part) => ({ ...part, source: { kind: 'url', url } })),
});

const streamed: JobRequest = {
  ...sampleRequest,
  tier: 'sabr',
  parts: sampleRequest.parts.map((part) => ({
    ...part,
    source: {
      kind: 'sabr',
      source: {
        url: 'https://r1.googlevideo.com/videoplayback?sabr=1',
        ...{ ustreamerConfig: 'AAAA', client: { name: 1, version: '2' }, poToken: 'old' },
      },
      format: { itag: part.itag, kind: 'video' },
    },
  })),
};
/** Whoever asks for another way gets one. */
const noted = (asked: unknown[], other = 'client:B') =>
  asking(async ({ wish }) => {
    asked.push(wish);
    return { ...fresh, tier: wish.before ? fresh.tier : other };
  });
const otherWay = (...failed: string[]) => ({
  failed: failed.map((tier) => ({ tier, code: 'http-403' })),
});

test('an expired address is renewed as often as it expires, while bytes come; then another way is asked for', async () => {
  const asked: unknown[] = [];
  const renewals = noted(asked);
  for (const received of [10, 20, 20]) await mend(renewals, failure('http-403', true), received);
  const before = { tier: 'page-address', doubt: { kind: 'expired' } };
  expect(asked).toEqual([{ before, failed: [] }, { before, failed: [] }, otherWay('page-address')]);
});

test('a refusal has its remedy once for an address, however many bytes came since', async () => {
  const asked: unknown[] = [];
  const renewals = noted(asked);
  for (const received of [10, 20, 20]) await mend(renewals, failure('http-403'), received);
  expect(asked.at(-1)).toEqual(otherWay('page-address'));
});

test('another address has a remedy of its own, once it has brought bytes', async () => {
  const asked: unknown[] = [];
  const renewals = noted(asked);
  await mend(renewals, failure('http-403'), 10, at('https://r1.googlevideo.com/1'));
  await mend(renewals, failure('http-403'), 20, at('https://r1.googlevideo.com/2'));
  expect(asked.at(-1)).toMatchObject({ before: { doubt: { kind: 'moved' } } });
  for (const _again of ['rests', 'and then'])
    await mend(renewals, failure('http-403'), 20, at('https://r1.googlevideo.com/3'));
  expect(asked.at(-1)).toEqual(otherWay('page-address'));
});

test('a refusal is mended cause by cause, each once; then the next way is asked for', async () => {
  const asked: unknown[] = [];
  const rests: boolean[] = [];
  const remedies = noRemedies();
  // Each in a run of its own, as after a rest.
  const renewals = () =>
    asking(
      async ({ wish }) => {
        asked.push(wish.before?.doubt.kind ?? wish.failed);
        return { ...fresh, tier: wish.before ? fresh.tier : 'client:B' };
      },
      remedies,
      (isTold) => rests.push(isTold),
    );
  const parts = sampleRequest.parts.map((part) => ({
    ...part,
    source: {
      ...{ kind: 'url' as const, notBefore: 1 },
      url: 'https://r1.googlevideo.com/videoplayback?n=a&pot=b',
    },
  }));
  for (let times = 0; times < 5; times += 1) {
    await mend(renewals(), failure('http-403'), 0, { ...sampleRequest, parts });
  }
  expect(asked).toEqual(['moved', 'n', 'attestation', otherWay('page-address').failed]);
  expect(rests).toEqual([true]);
});

/** Of a page that told of no advertisements, 403 may come of them all the same. */
test.each([
  ['page-address', 'http-403', {}, [false]],
  ['itag-18', 'http-403', {}, [false]],
  [undefined, 'http-403', {}, [false]],
  ['itag-18', 'http-410', {}, []],
  ['client:VISIONOS', 'http-403', {}, []],
  ['site', 'http-403', {}, []],
  ['page-address', 'http-403', { isLive: true }, []],
] as const)('by %s, %s, %o: rests are %o', async (tier, code, more, expected) => {
  const rests: boolean[] = [];
  const renewals = asking(
    async ({ wish }) => ({ ...fresh, tier: wish.before ? fresh.tier : 'client:B' }),
    noRemedies(),
    (isTold) => rests.push(isTold),
  );
  const job = { ...sampleRequest, ...(tier && { tier }), ...more };
  for (let times = 0; times < 3; times += 1) await mend(renewals, failure(code), 0, job);
  expect(rests).toEqual(expected);
});

test('who is let wait for ever, rests ten minutes at most until a byte comes', () => {
  const renewals = always();
  const minute = 60_000;
  expect([6, 4, 1].map((minutes) => renewals.mayRest(minutes * minute, 0))).toEqual([
    true,
    true,
    false,
  ]);
  expect(renewals.mayRest(minute, 1)).toBe(true);
});

test('throttling puts the answer to n in doubt, and nothing else', async () => {
  const asked: unknown[] = [];
  await mend(noted(asked), failure('throttled'));
  expect(asked).toEqual([{ before: { tier: 'page-address', doubt: { kind: 'n' } }, failed: [] }]);
});

test.each(['http-404', 'attestation-required', 'sabr-error'] as const)(
  '%s has no remedy but another way',
  async (code) => {
    const asked: unknown[] = [];
    await mend(noted(asked), failure(code), 0, { ...sampleRequest, tier: 'sabr' });
    expect(asked).toEqual([{ failed: [{ tier: 'sabr', code }] }]);
  },
);

test('of what is streamed the session has tried the remedies itself', async () => {
  const asked: unknown[] = [];
  await mend(noted(asked), failure('http-403'), 0, streamed);
  expect(asked).toEqual([otherWay('sabr')]);
});

test('ways that failed under way are asked for no more', async () => {
  const asked: unknown[] = [];
  const renewals = asking(async ({ wish }) => {
    asked.push(wish);
    const notes = [{ what: 'tier-failed', tier: 'client:A', code: 'no-formats' }] as const;
    return { ...fresh, tier: asked.length === 1 ? 'client:B' : 'client:C', notes };
  });
  await mend(renewals, failure('http-403'), 0, streamed);
  await mend(renewals, failure('http-403'), 0, { ...streamed, tier: 'client:B' });
  expect(asked.at(-1)).toEqual({
    failed: [
      { tier: 'sabr', code: 'http-403' },
      { tier: 'client:A', code: 'no-formats' },
      { tier: 'client:B', code: 'http-403' },
    ],
  });
});

test('a page that has nothing but what has failed has nothing', async () => {
  const mended = mend(noted([], 'page-address'), failure('http-404'));
  await expect(mended).rejects.toMatchObject({
    code: 'http-404',
    facts: { renewal: 'no-formats' },
  });
});

test('what a session doubts is asked for with the token that it doubts', async () => {
  const asked: unknown[] = [];
  await noted(asked).stream(streamed, { kind: 'attestation' }, signal);
  const before = { tier: 'sabr', doubt: { kind: 'attestation' }, poToken: 'old' };
  expect(asked).toEqual([{ before, failed: [] }]);
});

test.each(['http-416', 'content-changed', 'disk-full', 'network-lost'] as const)(
  '%s is nothing that a new address mends',
  async (code) => {
    await expect(mend(always(), failure(code))).rejects.toMatchObject({ code });
  },
);

test('throttling that the page cannot mend goes on slowly', async () => {
  expect(await mend(refusing('unknown-cipher'), failure('throttled'))).toBeUndefined();
});

test('a server that has had all patience and is busy all the same: another way, and then no more', async () => {
  const asked: unknown[] = [];
  const renew: Renew = async ({ wish }) => {
    asked.push(wish);
    return { ...fresh, tier: 'client:B' };
  };
  const before = asking(renew);
  await expect(mend(before, failure('http-429'), 0, streamed)).rejects.toMatchObject({
    code: 'http-429',
  });
  expect(asked).toEqual([]);
  const last = asking(renew, noRemedies(), undefined, true);
  expect(await mend(last, failure('http-429'), 0, streamed)).toMatchObject({ tier: 'client:B' });
  // Its 429 is not the site's, which would close the ways of all clients.
  expect(asked).toEqual([{ failed: [{ tier: 'sabr', code: 'http-error' }] }]);
  const other = { ...streamed, tier: 'client:B' };
  await expect(mend(last, failure('http-429'), 0, other)).rejects.toMatchObject({
    code: 'http-429',
    facts: { renewal: 'no-formats' },
  });
});

test.each(['format-changed', 'http-429', 'asked-to-prove-human'] as const)(
  'a page that says %s is the news, not the refusal',
  async (code) => {
    const mended = mend(refusing(code), failure('http-403'));
    await expect(mended).rejects.toMatchObject({ code });
  },
);

test('why there is no remedy stands beside the refusal', async () => {
  const mended = mend(refusing('page-not-reachable'), failure('http-410'));
  await expect(mended).rejects.toMatchObject({
    code: 'http-410',
    facts: { renewal: 'page-not-reachable' },
  });
});

test('a page that could not be asked before the server is not asked again for the same', async () => {
  const renewals = refusing('page-not-reachable');
  expect(await renewals.refresh(sampleRequest, 'before', signal)).toBeUndefined();
  await expect(mend(renewals, failure('http-403', true))).rejects.toMatchObject({
    facts: { expired: true, renewal: 'page-not-reachable' },
  });
});

test.each(['format-changed', 'network-lost'] as const)(
  'a refresh that ends with %s ends the run: the old address is of no use',
  async (code) => {
    const refreshed = refusing(code).refresh(sampleRequest, 'before', signal);
    await expect(refreshed).rejects.toMatchObject({ code });
  },
);

test('who is asked is told what it is about, as far as it is known', async () => {
  const asked: unknown[] = [];
  const renewals = asking(async (request) => {
    asked.push(request);
    return fresh;
  });
  const [video, ...others] = sampleRequest.parts;
  if (!video) throw new Error('no part');
  const job = { ...sampleRequest, parts: [{ ...video, lastModified: '17' }, ...others] };
  await mend(renewals, failure('http-403'), 0, job);
  expect(asked).toEqual([
    {
      id: sampleRequest.id,
      origin: { tabId: 5 },
      videoUrl: sampleRequest.videoUrl,
      formats: [
        { formatId: '137', itag: 137, contentLength: 1000, lastModified: '17' },
        { formatId: '140', itag: 140 },
      ],
      wish: { before: { tier: 'page-address', doubt: { kind: 'moved' } }, failed: [] },
    },
  ]);
});

test('a cancel is a cancel', async () => {
  const cancel = new AbortController();
  const renewals = asking(async () => {
    cancel.abort();
    throw new Error('whatever');
  });
  const mended = renewals.mend(failure('http-403'), sampleRequest, 0, cancel.signal);
  await expect(mended).rejects.toMatchObject({ name: 'AbortError' });
});
