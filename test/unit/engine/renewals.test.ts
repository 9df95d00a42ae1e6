import { expect, test } from 'vitest';
import { Renewals } from '../../../src/engine/renewals';
import { type ErrorCode, ReelkeepError } from '../../../src/errors';
import type { JobRequest } from '../../../src/jobs/job';
import type { Renewal } from '../../../src/jobs/reduce-job';
import { sampleRequest } from '../jobs/sample-job';

const { signal } = new AbortController();
const failure = (code: ErrorCode, expired = false) =>
  new ReelkeepError(code, 'refused', { facts: { expired } });
const fresh: Renewal = {
  addresses: { 137: { url: 'https://r1.googlevideo.com/fresh', mirrors: [] } },
  notes: [],
};
const always = () => new Renewals(async () => fresh);
const refusing = (code: ErrorCode) =>
  new Renewals(async () => {
    throw new ReelkeepError(code, 'no');
  });
const mend = (renewals: Renewals, error: unknown, received = 0, job: JobRequest = sampleRequest) =>
  renewals.mend(error, job, received, signal);
const at = (url: string): JobRequest => ({
  ...sampleRequest,
  parts: sampleRequest.parts.map((part) => ({ ...part, url })),
});

test('an expired address is renewed as often as it expires, while bytes come', async () => {
  const renewals = always();
  expect(await mend(renewals, failure('http-403', true), 10)).toBe(fresh);
  expect(await mend(renewals, failure('http-410', true), 20)).toBe(fresh);
  await expect(mend(renewals, failure('http-403', true), 20)).rejects.toMatchObject({
    code: 'http-403',
  });
});

test('a refusal has its remedy once for an address, however many bytes came since', async () => {
  const renewals = always();
  expect(await mend(renewals, failure('http-403'), 10)).toBe(fresh);
  await expect(mend(renewals, failure('http-403'), 20)).rejects.toMatchObject({ code: 'http-403' });
});

test('another address has a remedy of its own, once it has brought bytes', async () => {
  const renewals = always();
  await mend(renewals, failure('http-403'), 10, at('https://r1.googlevideo.com/1'));
  const next = at('https://r1.googlevideo.com/2');
  await expect(mend(renewals, failure('http-403'), 10, next)).rejects.toMatchObject({
    code: 'http-403',
  });
  expect(await mend(renewals, failure('http-403'), 20, next)).toBe(fresh);
});

test.each(['http-404', 'http-416', 'content-changed', 'disk-full', 'network-lost'] as const)(
  '%s is nothing that a new address mends',
  async (code) => {
    await expect(mend(always(), failure(code))).rejects.toMatchObject({ code });
  },
);

test('throttling that the page cannot mend goes on slowly', async () => {
  expect(await mend(refusing('unknown-cipher'), failure('throttled'))).toBeUndefined();
});

test('a page that has another version now is the news, not the refusal', async () => {
  const mended = mend(refusing('format-changed'), failure('http-403'));
  await expect(mended).rejects.toMatchObject({ code: 'format-changed' });
});

test('why there is no remedy stands beside the refusal', async () => {
  const mended = mend(refusing('page-not-reachable'), failure('http-410'));
  await expect(mended).rejects.toMatchObject({
    code: 'http-410',
    facts: { renewal: 'page-not-reachable' },
  });
});

test('a page that could not be asked before the server is not asked again for the same', async () => {
  const renewals = refusing('page-not-reachable');
  expect(await renewals.refresh(sampleRequest, signal)).toBeUndefined();
  await expect(mend(renewals, failure('http-403', true))).rejects.toMatchObject({
    facts: { expired: true, renewal: 'page-not-reachable' },
  });
});

test.each(['format-changed', 'network-lost'] as const)(
  'a refresh that ends with %s ends the run: the old address is of no use',
  async (code) => {
    const refreshed = refusing(code).refresh(sampleRequest, signal);
    await expect(refreshed).rejects.toMatchObject({ code });
  },
);

test('who is asked is told what it is about, as far as it is known', async () => {
  const asked: unknown[] = [];
  const renewals = new Renewals(async (request) => {
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
      doubtful: true,
    },
  ]);
});

test('a cancel is a cancel', async () => {
  const cancel = new AbortController();
  const renewals = new Renewals(async () => {
    cancel.abort();
    throw new Error('whatever');
  });
  const mended = renewals.mend(failure('http-403'), sampleRequest, 0, cancel.signal);
  await expect(mended).rejects.toMatchObject({ name: 'AbortError' });
});
