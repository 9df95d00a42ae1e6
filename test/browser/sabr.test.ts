import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { askExtension, killServiceWorker } from '../helpers/extension-pages';
import { packetDifference, packetHashes } from '../helpers/packet-hashes';
import type { PopupDriver } from '../helpers/popup-driver';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { dubbed, dubs } from '../site/media/dubs';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { expectPackets } from './expect-packets';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

/** A hundred seconds, of which only the first sixty come without a token. */
const own = videoOf('sabr2026own');
const dub = videoOf('sabr2026dub');
const aged = videoOf('sabr2026age');
const short = videoOf('sabr2026ply');
/** 17 MB of picture take two seconds. */
const slow = { totalBytesPerSecond: 8_000_000 };

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

const sabr = () => world.site.control.sabr;
const open = async (id: string): Promise<PopupDriver> =>
  (await (await world.watch(id)).popup()).ready();
const saved = () => waitForSavedFile(world.chromium.downloads);

// These come first: once there is a token for a video, it is kept.
test('no token: another client of the site has addresses', async () => {
  sabr().turn({ minter: { ...sabr().switches.minter, isAbsent: true } });
  const popup = await open(own.id);
  await popup.save();
  await expectPackets(await saved(), 134, 140, own.clip);
  expect(sabr().log.list()).toEqual([]);
  const asked = world.site.control.requests.list({ kind: 'innertube' });
  expect(asked.map(({ note }) => note)).toEqual(['VISIONOS']);
});

test('clients taken for robots, at the press: the job says so, leads to the page, and goes on from there', async () => {
  sabr().turn({ minter: { ...sabr().switches.minter, isAbsent: true } });
  world.site.control.clients = { VISIONOS: 'not-a-bot', WEB_EMBEDDED_PLAYER: 'not-a-bot' };
  const popup = await open(own.id);
  await popup.saveRow(0);
  const { words } = await popup.job(own.title, 'waiting');
  expect(words).toMatch(/whether a person is there.* page.*by itself at \d/);
  const watching = async () =>
    (await world.chromium.browser.pages()).filter((page) => page.url().includes(own.id)).length;
  const before = await watching();
  await popup.openPage(own.title);
  await waitFor('the page to be open', async () => (await watching()) > before);
  world.site.control.clients = {};
  await popup.tryNow(own.title);
  await expectPackets(await saved(), 243, 251, own.clip);
  await popup.job(own.title, 'done');
  await popup.remove(own.title);
});

test('no token and no client: a code and a sentence, and no file; for a preset 18 stands in', async () => {
  sabr().turn({ minter: { ...sabr().switches.minter, isAbsent: true } });
  world.site.control.clients = { VISIONOS: 'unplayable', WEB_EMBEDDED_PLAYER: 'unplayable' };
  const asking = await open(own.id);
  await asking.saveRow(0);
  expect(await asking.errorCode()).toBe('attestation-required');
  expect(sabr().log.list()).toEqual([]);
  expect(listFiles(world.chromium.downloads)).toEqual([]);
  world.site.control.clients = { VISIONOS: 'not-a-bot', WEB_EMBEDDED_PLAYER: 'not-a-bot' };
  const popup = await open(own.id);
  await popup.save();
  await expectSameFrames(await saved(), world.site, own);
  expect(await popup.jobNote(own.title)).toContain('360p');
});

test('no minter, but the player’s own request is heard where a person has granted that', async () => {
  const isGranted = await askExtension(world.chromium, () =>
    chrome.permissions.request({ permissions: ['webRequest'] }),
  );
  expect(isGranted).toBe(true);
  sabr().turn({ minter: { ...sabr().switches.minter, isAbsent: true, playerAsks: true } });
  const popup = await open(dub.id);
  await popup.save();
  await popup.job(dub.title, 'done');
  const asked = sabr()
    .log.list()
    .filter(({ status }) => status === 200);
  expect(new Set(asked.map(({ token }) => token))).toEqual(new Set(['good']));
  expect(asked.length).toBeGreaterThan(0);
  expect(world.site.control.requests.list({ kind: 'innertube' })).toEqual([]);
});

test('today’s page: the best picture and its sound, packet by packet, nothing twice', async () => {
  const popup = await open(own.id);
  await popup.choosePreset('best');
  await popup.save();
  await expectPackets(await saved(), 243, 251, own.clip);
  expect(
    sabr()
      .log.list()
      .every(({ token }) => token === 'good'),
  ).toBe(true);
  expect(sabr().log.sentAgain()).toEqual([]);
  const origins = world.site.control.requests.list({ kind: 'media' }).map(({ origin }) => origin);
  expect(new Set(origins)).toEqual(new Set(['https://www.youtube.com']));
});

test('a dub is saved with the picture, and no other sound', async () => {
  const popup = await open(dub.id);
  await popup.chooseTrack(dubs.korean.name);
  await popup.save();
  const file = await saved();
  const sound = (await makeMedia(profileOf(140), dubbed(dub.clip, dubs.korean))).path;
  const [ours, theirs] = [await packetHashes(file), await packetHashes(sound)];
  expect(packetDifference(ours.get('audio/0') ?? [], theirs.get('audio/0') ?? [])).toBeUndefined();
  expect((await popup.job(dub.title, 'done')).label).toContain(dubs.korean.name);
});

test('what the page refuses for the person’s age, the embedded player has, once the site has patience again', async () => {
  world.site.control.clients = { WEB_EMBEDDED_PLAYER: 'busy' };
  const tab = await world.watch(aged.id);
  expect(await (await tab.popup()).errorCode()).toBe('http-429');
  world.site.control.clients = {};
  const popup = await (await tab.popup()).ready();
  await popup.save();
  await expectPackets(await saved(), 136, 140, aged.clip);
});

test('a short video comes whole without a token', async () => {
  sabr().turn({ minter: { ...sabr().switches.minter, isAbsent: true } });
  const popup = await open(short.id);
  await popup.save();
  await expectPackets(await saved(), 137, 140, short.clip);
  expect(
    new Set(
      sabr()
        .log.list()
        .map(({ token }) => token),
    ),
  ).toEqual(new Set(['none']));
});

test('18 is there where nothing else is, and asks no other way', async () => {
  sabr().turn({ minter: { ...sabr().switches.minter, isAbsent: true } });
  const popup = await open(own.id);
  const rows = await popup.rows();
  await popup.saveRow(rows.findIndex(({ hasSilent, quality }) => !hasSilent && /p/.test(quality)));
  const { tracks } = await expectSameFrames(await saved(), world.site, own);
  expect(tracks.map(({ codec }) => codec)).toEqual(['h264', 'aac']);
  expect(world.site.control.requests.list({ kind: 'innertube' })).toEqual([]);
});

test('a token that is refused under way is minted anew, and the file is whole', async () => {
  world.site.control.limits = slow;
  const popup = await open(own.id);
  await popup.save();
  await waitFor('media', () => sabr().log.sentBytes > 3_000_000);
  sabr().turn({ leastMint: 2 });
  await expectPackets(await saved(), 134, 140, own.clip);
  const mints = sabr()
    .log.list()
    .map(({ mint }) => mint);
  expect(Math.min(...mints)).toBe(1);
  expect(Math.max(...mints)).toBe(2);
});

test('engine and service worker ended under way: it goes on where it was, with the token of before', async () => {
  world.site.control.limits = slow;
  const popup = await open(own.id);
  await popup.save();
  await waitFor('media', () => sabr().log.sentBytes > 6_000_000);
  await popup.page.close();
  await askExtension(world.chromium, () => chrome.offscreen.closeDocument());
  await killServiceWorker(world.chromium);
  // So that the page is asked anew, and with it for a token.
  world.site.control.expireAddresses();
  // Not to wait the minute out.
  await askExtension(world.chromium, () => chrome.alarms.create('engine', { when: Date.now() }));
  await expectPackets(await saved(), 134, 140, own.clip);
  const tokens = sabr()
    .log.list()
    .map(({ mint }) => mint);
  expect(new Set(tokens).size).toBe(1);
  // Of each of six requests the segment that it was in, and on a busy machine what came since the last checkpoint.
  expect(sabr().log.arrivedAgain().length).toBeLessThanOrEqual(18);
});

test('advertisements come first: the job waits, says until when, and begins then', async () => {
  sabr().turn({ adSeconds: 4 });
  const popup = await open(own.id);
  await popup.save();
  const waiting = await popup.job(own.title, 'waiting');
  expect(waiting.words).toContain('Advertisements');
  await expectPackets(await saved(), 134, 140, own.clip);
  expect(
    sabr()
      .log.list()
      .map(({ note }) => note),
  ).not.toContain('advertisements');
});

test('advertisements of a page that no tab shows are waited for as well', async () => {
  world.site.control.limits = { totalBytesPerSecond: 1_500_000 };
  const tab = await world.watch(own.id);
  const popup = await (await tab.popup()).ready();
  const rows = await popup.rows();
  await popup.saveRow(rows.findIndex(({ hasSilent, quality }) => !hasSilent && /p/.test(quality)));
  const { requests } = world.site.control;
  await waitFor('media', () => requests.bytesSent({ kind: 'media' }) > 500_000);
  sabr().turn({ adSeconds: 4 });
  await tab.page.close();
  world.site.control.expireAddresses();
  world.site.control.limits = {};
  await expectSameFrames(await saved(), world.site, own);
  expect(requests.list({ kind: 'page' }).length).toBeGreaterThan(1);
  expect(requests.list({ kind: 'media' }).map(({ note }) => note)).not.toContain('advertisements');
});
