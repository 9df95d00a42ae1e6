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

test('without a folder it says how it is called', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await main([])).toBe(2);
  expect(said.mock.calls.join('')).toContain('verify:captures -- DIR');
});
