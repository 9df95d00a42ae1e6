import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { main } from '../../commands/verify-captures';
import { playable, videoId } from '../../helpers/fake-page-view';
import { mapEntry, media } from '../../helpers/page-data';
import { generatePlayer } from '../../site/players/generate-player';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-captures-'));
  await mkdir(join(folder, 'pages'));
  await mkdir(join(folder, 'players'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const pages = (name: string) => join(folder, 'pages', name);

/** What the command prints, a line each. */
async function run(...options: string[]): Promise<string[]> {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  expect(await main([join(folder, 'pages'), ...options])).toBe(0);
  return lines;
}
const runJson = async (...options: string[]): Promise<Record<string, unknown>[]> =>
  (await run('--json', ...options)).map((line) => JSON.parse(line));

const player = generatePlayer('2020', 42);
const signature = `${'0123456789ABCDEF'.repeat(3)}.${'FEDCBA9876543210'.repeat(3)}`;
const n = 'ERe0Voi9CRIt3SkP6';
const cipher = mapEntry({ s: player.encipher(signature), sp: 'sig', url: media(`n=${n}`) });
const cipheredPage = `<!DOCTYPE html><link rel="canonical" href="${watchUrl(videoId)}"><script>ytcfg.set({"PLAYER_JS_URL":"${player.path}"});var ytInitialPlayerResponse = ${JSON.stringify(
  {
    ...playable('Ciphered'),
    streamingData: { formats: [{ itag: 18, signatureCipher: cipher }] },
  },
)};</script>`;

test('a page is decoded with the script whose file name holds the id', async () => {
  await writeFile(pages('page.html'), cipheredPage);
  await writeFile(join(folder, 'players', `player-${player.id}.js`), player.script);
  const [verdict] = await runJson('--players', join(folder, 'players'));
  expect(verdict).toMatchObject({
    file: 'page.html',
    videoId,
    title: 'Ciphered',
    formats: 1,
    progressive: 1,
    withCipher: 1,
    signatures: { solved: 1, of: 1 },
    ns: { solved: 1, of: 1 },
    player: player.id,
    state: 'ok',
    addresses: { 18: media(`n=${player.solveN(n)}&sig=${signature}`) },
  });
});

test('a script found by the map, zipped and wrapped, and one that is nowhere', async () => {
  await writeFile(pages('page.html'), cipheredPage);
  const wrapped = JSON.stringify({ response: { responseBody: player.script } });
  await writeFile(join(folder, 'players', 'mock.json.gz'), gzipSync(wrapped));
  await writeFile(join(folder, 'map.json'), JSON.stringify({ [player.id]: 'mock.json.gz' }));
  const players = ['--players', join(folder, 'players')];
  expect(await runJson(...players)).toMatchObject([
    { state: 'player-script-unavailable', signatures: { solved: 0, of: 1 }, formats: 1 },
  ]);
  expect(await runJson(...players, '--map', join(folder, 'map.json'))).toMatchObject([
    { state: 'ok', signatures: { solved: 1, of: 1 } },
  ]);
});

test('every wrapper of public test suites is opened', async () => {
  const page = `<!DOCTYPE html><script>var ytInitialPlayerResponse = ${JSON.stringify(playable('P'))};</script>`;
  const response = JSON.stringify(playable('R'));
  await writeFile(pages('a.html.gz'), gzipSync(page));
  await writeFile(pages('b.json'), JSON.stringify({ response: { body: page } }));
  await writeFile(pages('c.json'), JSON.stringify({ responseBody: response }));
  await writeFile(pages('d.json'), JSON.stringify({ playerResponse: playable('R') }));
  await writeFile(pages('e.json.tar.gz'), gzipSync(JSON.stringify({ watch_html: page, js: '' })));
  await writeFile(
    pages('f.json'),
    JSON.stringify([{ page: 'watch' }, { playerResponse: playable('R') }]),
  );
  await writeFile(pages('g.json'), JSON.stringify({ player_response: response }));
  const verdicts = await runJson();
  expect(verdicts.map(({ title, state }) => [title, state])).toEqual([
    ['P', 'ok'],
    ['P', 'ok'],
    ['R', 'ok'],
    ['R', 'ok'],
    ['P', 'ok'],
    ['R', 'ok'],
    ['R', 'ok'],
  ]);
});

test('each capture names the way its media would take, and why', async () => {
  const bare = { itag: 137, mimeType: 'video/mp4; codecs="avc1.640028"' };
  const streamed = {
    ...playable('S'),
    streamingData: { adaptiveFormats: [bare], serverAbrStreamingUrl: media('sabr=1') },
    playerConfig: {
      mediaCommonConfig: { mediaUstreamerRequestConfig: { videoPlaybackUstreamerConfig: 'Q29u' } },
    },
  };
  await writeFile(pages('a.json'), JSON.stringify(streamed));
  await writeFile(pages('b.json'), JSON.stringify(playable('18')));
  await writeFile(pages('c.html'), cipheredPage.replace('"itag":18', '"itag":22'));
  const lines = await run();
  expect(lines.map((line) => /tier [^|]*\)/.exec(line)?.[0])).toEqual([
    'tier sabr (streaming-wants-token)',
    'tier client:VISIONOS (client-has-addresses)',
    'tier page-address (addresses-in-page)',
    undefined,
  ]);
  expect(lines.at(-1)).toMatch(/\ntiers: client:VISIONOS \(client-has-addresses\) 1, page-address/);
});

test('what cannot be decoded gets a code, and the run goes on', async () => {
  await writeFile(pages('a-broken.json'), '{"x');
  await writeFile(pages('b-broken.html.gz'), Buffer.from([0x1f, 0x8b, 1, 2, 3]));
  await writeFile(pages('c-cut.html'), '<!DOCTYPE html><script>var ytInitialPlayerResponse = {"a');
  await writeFile(
    pages('d-list.html'),
    '<!DOCTYPE html><link rel="canonical" href="https://www.youtube.com/playlist?list=1">',
  );
  await writeFile(pages('e-private.json'), '{"playabilityStatus":{"status":"LOGIN_REQUIRED"}}');
  await writeFile(pages('notes.txt'), 'not a capture');
  const lines = await run();
  expect(lines.map((line) => line.trim().split(' | ').at(-1))).toEqual([
    'no-player-data',
    'no-player-data',
    'json-cut-off',
    'not-a-video-page',
    'private-video',
    '5 files: json-cut-off 1, no-player-data 2, not-a-video-page 1, private-video 1\ntiers: none (private-video) 1, unread 4\n' +
      'captions in 0, chapters in 0, storyboard in 0; broadcasts: none',
  ]);
});

test('lists, what follows on them and what stands around a video are read as the extension reads them', async () => {
  const video = (id: string) => ({
    gridVideoRenderer: { videoId: id, title: { simpleText: '</script>' } },
  });
  const more = {
    continuationItemRenderer: { continuationEndpoint: { continuationCommand: { token: 'T' } } },
  };
  const chapter = (title: string, ms: number) => ({
    chapterRenderer: { title: { simpleText: title }, timeRangeStartMillis: ms },
  });
  const playerBar = {
    chapteredPlayerBarRenderer: { chapters: [chapter('A', 0), chapter('B', 9_000)] },
  };
  const listed = { contents: [video('aaaaaaaaaaa'), video('bbbbbbbbbbb'), more] };
  const following = { onResponseReceivedActions: [{ items: [video('ccccccccccc')] }] };
  const around = {
    currentVideoEndpoint: { watchEndpoint: { videoId } },
    contents: { results: [video('ddddddddddd'), more] },
    playerOverlays: {
      playerOverlayRenderer: {
        decoratedPlayerBarRenderer: { decoratedPlayerBarRenderer: { playerBar } },
      },
    },
  };
  const mock = (name: string, body: object) =>
    JSON.stringify({
      request: { url: `https://www.youtube.com/youtubei/v1/${name}?prettyPrint=false` },
      response: { responseBody: JSON.stringify(body) },
    });
  await writeFile(pages('a.json'), mock('browse', listed));
  await writeFile(pages('b.json.gz'), gzipSync(JSON.stringify(following)));
  await writeFile(pages('c.json'), mock('next', around));
  await writeFile(pages('d.json'), mock('browse', { error: { code: 404 } }));
  await writeFile(pages('e.json'), mock('next', { ...around, currentVideoEndpoint: {} }));
  await writeFile(pages('f.json'), mock('visitor_id', { responseContext: {} }));
  await writeFile(pages('g.json'), mock('player', playable('P')));
  const lines = await run();
  expect(lines.slice(0, 5).map((line) => line.trim())).toEqual([
    'a.json | list | - | 2 entries | goes on | chapters 0 | ok',
    'b.json.gz | continuation | - | 1 entries | no continuation | chapters 0 | ok',
    `c.json | watch | ${videoId} | 1 entries | goes on | chapters 2 | ok`,
    'd.json | list | - | 0 entries | no continuation | chapters 0 | list-empty',
    'e.json | watch | - | 0 entries | no continuation | chapters 0 | page-data-invalid',
  ]);
  expect(lines.at(-1)?.split('\n')).toEqual([
    '2 files: no-player-data 1, ok 1',
    expect.stringMatching(/^tiers: /),
    expect.stringMatching(/^captions in /),
    '1 continuation answers: ok 1; entries 1 in 1, continuation in 0, chapters in 0',
    '2 list answers: list-empty 1, ok 1; entries 2 in 1, continuation in 1, chapters in 0',
    '2 watch answers: ok 1, page-data-invalid 1; entries 1 in 1, continuation in 1, chapters in 1',
    '',
  ]);
  expect((await runJson())[2]).toMatchObject({ kind: 'watch', chapters: 2, goesOn: true });
});

test('without a folder it says how it is called', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await main([])).toBe(2);
  expect(said.mock.calls.join('')).toContain('verify:captures -- DIR');
});
