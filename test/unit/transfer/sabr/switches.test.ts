import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../../src/errors';
import type { SabrSource } from '../../../../src/transfer/sabr/sabr-source';
import { mintToken } from '../../../site/sabr/po-token';
import { madeTrack } from './made-video';
import { obeyed } from './obeyed-switches';
import {
  client,
  event,
  FakePage,
  isWhole,
  mediaHost,
  type RigOptions,
  rig,
  rushedClock,
  sourceFor,
  sourceOfDoubt,
  withoutToken,
} from './sabr-rig';

/** Four minutes, so that both sides of the free minute are there. */
const track = madeTrack({ segments: 48, seed: 7 });
const sound = madeTrack({ kind: 'audio', seed: 8, segments: 24, segmentMs: 10_000 });
const dub = madeTrack({ kind: 'audio', seed: 9, segments: 24, xtags: 'CgdhY29udA' });

test.each(obeyed)('the right file under %o', async (switches) => {
  for (const windows of [1, 3]) {
    const it = rig({ track, others: [sound], switches, windows });
    await it.run();
    expect(isWhole(it)).toBe(true);
  }
});

test.each(obeyed)('the right sound under %o', async (switches) => {
  const it = rig({ track: sound, others: [track, dub], switches });
  await it.run();
  expect(isWhole(it)).toBe(true);
});

test('a context that is called off is sent no more', async () => {
  const it = rig({ track, switches: { contexts: 'stopped' } });
  await it.run();
  const notes = it.desk.log.list().map(({ note }) => note);
  expect(notes.filter((note) => note === 'context')).toHaveLength(1);
  expect(notes).not.toContain('context called off');
});

test('what one session was told of contexts, all of them tell', async () => {
  const it = rig({ track, switches: { contexts: 'by-policy' }, windows: 4 });
  await it.run();
  expect(it.desk.log.list().filter(({ note }) => note === 'context')).toHaveLength(1);
});

test('sound that comes with the picture is claimed as there, and comes once', async () => {
  const it = rig({ track, others: [sound], switches: { pictureAlone: 'with-sound' }, windows: 2 });
  await it.run();
  const answers = it.desk.log.list().filter(({ sent }) => sent.some(({ itag }) => itag === 140));
  expect(answers).toHaveLength(1);
});

async function failing(options: RigOptions) {
  const it = rig({ track, ...options });
  const error: unknown = await it.run().catch((thrown: unknown) => thrown);
  expect(it.ledger.isComplete).toBe(false);
  return { it, error };
}

const code = (name: ErrorCode) => expect.objectContaining({ code: name });

test.each([
  ['n', { isSolved: false }],
  ['signature', { isSigned: false }],
  ['address', { isOwn: false }],
] as const)(
  '403 for its %s, whatever is given: each cause is mended once, then the end',
  async (_name, address) => {
    const page = new FakePage();
    const { error } = await failing({ address, page });
    expect(error).toEqual(code('http-403'));
    expect(page.kinds).toEqual(['moved', 'n']);
  },
);

test.each([
  ['ip', 'old', 'moved', ['moved']],
  ['n', 'wrong', 'n', ['moved', 'n']],
] as const)(
  'an address with %s=%s: mended by what answers the doubt %s',
  async (name, value, cause, kinds) => {
    const spoiled = (source: SabrSource): SabrSource => {
      const url = new URL(source.url);
      url.searchParams.set(name, value);
      return { ...source, url: url.href };
    };
    const page = new FakePage((doubt) => {
      const source = sourceOfDoubt(doubt);
      return doubt.kind === cause ? source : spoiled(source);
    });
    const it = rig({ track, source: spoiled(sourceFor()), page });
    await it.run();
    expect(isWhole(it)).toBe(true);
    expect(page.kinds).toEqual(kinds);
  },
);

const over = `https://${mediaHost}/videoplayback?expire=1000&sabr=1`;

test('an address that is over is renewed before it is asked again', async () => {
  const page = new FakePage();
  const it = rig({ track, source: { ...sourceFor(), url: over }, page });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(page.kinds).toEqual(['expired']);
  expect(it.desk.log.list()[0]?.status).toBe(200);
});

test('an address that is over, and no page: the server judges', async () => {
  const source = { ...sourceFor(), url: over };
  expect((await failing({ source })).error).toEqual(code('http-403'));
  const it = rig({ track, source, address: { isExpired: false } });
  await it.run();
  expect(isWhole(it)).toBe(true);
});

test('an address that ends in the middle, again and again', async () => {
  const page = new FakePage();
  const it = rig({ track, windows: 2, switches: { requestsPerAddress: 3 }, page });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(new Set(page.kinds)).toEqual(new Set(['moved']));
});

test('a host that fails is left for another; without one it is the end', async () => {
  const switches = { failing: { host: mediaHost, status: 503 } };
  expect((await failing({ switches })).error).toEqual(code('http-error'));
  const source = sourceFor();
  const mirrors = [source.url.replace('rr1---', 'rr2---')];
  const it = rig({ track, windows: 3, switches, source: { ...source, mirrors } });
  await it.run();
  expect(isWhole(it)).toBe(true);
});

test.each([
  'https://media.evil.example/videoplayback?sabr=1',
  'http://rr1---sn-made.googlevideo.com/videoplayback',
  'https://googlevideo.com.evil.example/',
  'https://rr1---sn-made.googlevideo.com:8443/videoplayback',
  'javascript:alert(1)',
])('a redirect to %s is not followed', async (redirectTo) => {
  const { it, error } = await failing({ switches: { redirectTo } });
  expect(error).toEqual(code('address-not-allowed'));
  expect(it.asked.map((url) => new URL(url).host)).toEqual([mediaHost]);
});

test('redirects without an end', async () => {
  const redirectTo = 'https://rr9---sn-made.googlevideo.com/videoplayback?sabr=1&expire=9999999999';
  const { it, error } = await failing({ switches: { redirectTo } });
  expect(error).toEqual(code('sabr-error'));
  expect(it.asked.length).toBeLessThan(10);
});

test('reload: the page is asked with the token, and it goes on', async () => {
  const page = new FakePage();
  const it = rig({ track, windows: 3, switches: { reloadAfter: 2 }, page });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(page.doubts).toEqual([{ kind: 'reload', token: 'reload-madeofnoise' }]);
});

test('a reload that brings nothing new, and one that the page cannot do', async () => {
  const page = new FakePage(() => sourceFor({ playback: 'as before' }));
  const switches = { reloadAfter: 0 };
  expect((await failing({ switches, page })).error).toEqual(code('sabr-error'));
  expect(page.doubts).toHaveLength(1);
  expect((await failing({ switches })).error).toEqual(code('page-not-reachable'));
});

/** Slow enough that what is to come has not passed before it is asked for. */
const calmClock = () => rushedClock(40);

test('advertisements are waited for, and told', async () => {
  const waits: number[] = [];
  const clock = calmClock();
  const availableAt = clock.wallTime() + 12_000;
  const it = rig({
    ...{ track, clock, windows: 3, switches: { contexts: 'by-default' } },
    source: sourceFor({ availableAt }),
    ports: { onServerWait: (until) => waits.push(until) },
  });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(it.desk.log.list()[0]?.note).toBe('advertisements');
  expect(waits.length).toBeGreaterThan(1);
  expect(waits[0]).toBeLessThanOrEqual(availableAt);
});

test('nothing is asked before the page says that there is something', async () => {
  const waits: number[] = [];
  const clock = calmClock();
  const notBefore = clock.wallTime() + 8_000;
  const it = rig({
    ...{ track, clock, source: { ...sourceFor(), notBefore } },
    ports: {
      onServerWait: (until) => {
        expect(it.asked).toEqual([]);
        waits.push(until);
      },
    },
  });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(waits).toEqual([notBefore]);
});

test('a server that only ever says wait', async () => {
  const availableAt = Number.MAX_SAFE_INTEGER;
  const { it, error } = await failing({ source: sourceFor({ availableAt }) });
  expect(error).toEqual(code('sabr-error'));
  expect(it.asked.length).toBeLessThan(200);
});

const otherVideo = mintToken({ binding: 'othervideo0', event, mint: 1 });
const pageless = mintToken({ binding: 'madeofnoise', event: '', mint: 1 });

test.each([
  ['no token', { source: withoutToken() }],
  ['no token, told by 403', { source: withoutToken(), switches: { beyondFree: '403' } }],
  ['the token of another video', { source: { ...sourceFor(), poToken: otherVideo } }],
  ['a token from no page', { source: { ...sourceFor(), poToken: pageless } }],
  ['tokens that nobody trusts', { switches: { distrustsTokens: true }, page: new FakePage() }],
] as const)('%s: the first minute, then a code', async (_name, options) => {
  const { it, error } = await failing(options);
  expect(error).toEqual(code('attestation-required'));
  expect(it.ledger.contiguousMs).toBeGreaterThan(50_000);
  expect(it.ledger.contiguousMs).toBeLessThan(70_000);
});

test('a page is not asked for tokens without an end', async () => {
  let mint = 0;
  const page = new FakePage(() => {
    mint += 1;
    return { ...sourceFor(), poToken: mintToken({ binding: 'madeofnoise', event, mint }) };
  });
  await failing({ switches: { distrustsTokens: true }, windows: 6, page });
  expect(page.kinds.length).toBeLessThanOrEqual(3);
});

test('without a token several windows know it after the first answers', async () => {
  const { it, error } = await failing({ source: withoutToken(), windows: 3 });
  expect(error).toEqual(code('attestation-required'));
  expect(it.asked.length).toBeLessThan(10);
});

test.each(['status', '403'] as const)(
  'a token is fetched once, and it goes on (%s)',
  async (beyondFree) => {
    const page = new FakePage();
    const it = rig({ track, windows: 3, source: withoutToken(), switches: { beyondFree }, page });
    await it.run();
    expect(isWhole(it)).toBe(true);
    expect(page.doubts).toHaveLength(1);
  },
);

test('an error of the server', async () => {
  const always = { type: 'sabr.broken', code: 9, after: 0, times: 100 };
  const { it, error } = await failing({ switches: { error: always } });
  expect(error).toEqual(code('sabr-error'));
  expect(error).toHaveProperty('facts', { serverError: 'sabr.broken', serverCode: 9 });
  expect(it.asked.length).toBeLessThan(8);
});

test.each(['error', 'another'] as const)(
  'a format that the server has not: %s, not a byte',
  async (unknownFormat) => {
    const format = { lastModified: '1700000000000000' };
    const { it, error } = await failing({ format, switches: { unknownFormat }, others: [sound] });
    expect(error).toEqual(code('sabr-error'));
    expect(it.ledger.received).toBe(0);
    expect(it.sink.bytes.every((byte) => byte === 0xaa)).toBe(true);
  },
);

test.each([
  ['client', { client: { name: 3, version: '21.26.364' } }],
  ['version', { client: { ...client, version: '2.20200101.00.00' } }],
  ['configuration', { ustreamerConfig: 'AAAA' }],
] as const)('another %s than the page gave: an error, not a byte', async (_name, more) => {
  const { it, error } = await failing({ source: { ...sourceFor(), ...more } });
  expect(error).toEqual(code('sabr-error'));
  expect(it.ledger.received).toBe(0);
});
