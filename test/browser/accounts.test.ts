import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PopupDriver } from '../helpers/popup-driver';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import type { AccountName } from '../site/accounts/accounts';
import { expectPackets } from './expect-packets';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World, watchTab } from './world';

const adults = videoOf('sabr2026adu');
const kids = videoOf('sabr2026kid');
const television = videoOf('sabr2026tvs');
const members = videoOf('sabr2026mem');
const premium = videoOf('sabr2026pay');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

const { stringify } = JSON;
const sabr = () => world.site.control.sabr;
const saved = () => waitForSavedFile(world.chromium.downloads);
const asked = () => world.site.control.requests.list({ kind: 'innertube' }).map(({ note }) => note);

/** Opens the video as this account, or as nobody. */
async function open(id: string, name?: AccountName): Promise<PopupDriver> {
  const { context, page } = world.chromium;
  await context.deleteCookie(...(await context.cookies()));
  if (name) await page.goto(`https://www.youtube.com/site/login/${name}`);
  world.site.control.requests.clear();
  return (await world.watch(id)).popup();
}

const takeMinter = () => sabr().turn({ minter: { ...sabr().switches.minter, isAbsent: true } });

/** What is signed stays on the site's own host, and media are asked for without its cookies. */
function expectKeptToItself(): void {
  const requests = world.site.control.requests.list();
  const signed = requests.filter(({ isSigned }) => isSigned);
  expect(signed.length).toBeGreaterThan(0);
  expect(new Set(signed.map(({ host, kind }) => `${host} ${kind}`))).toEqual(
    new Set(['www.youtube.com innertube']),
  );
  expect(stringify(requests.filter(({ kind }) => kind === 'media'))).not.toContain('APISID');
}

// It comes first: once there is a token for a video, it is kept.
test('without a token WEB_CREATOR has 18, of which none is wanted', async () => {
  takeMinter();
  const popup = await (await open(adults.id, 'plain')).ready();
  await popup.save();
  await expectSameFrames(await saved(), world.site, adults);
  expect(await popup.jobNote(adults.title)).toContain('360p');
});

test('an account whose age nobody knows: WEB_CREATOR has what the page refuses', async () => {
  const popup = await (await open(adults.id, 'plain')).ready();
  await popup.save();
  await expectPackets(await saved(), 136, 140, adults.clip);
  expect(asked().at(-1)).toBe('WEB_CREATOR');
  expectKeptToItself();
});

test('an account that is of age: the page itself has it, from another video on too', async () => {
  await (await open(adults.id, 'grown')).ready();
  expect(asked()).toEqual([]);
  const tab = await world.watch(kids.id);
  await tab.page.click(`a[href="/watch?v=${adults.id}"]`);
  expect(await (await (await tab.popup()).ready()).title()).toBe(adults.title);
  expect(asked()).toEqual(['WEB']);
});

test('for children and embedded nowhere: television has it, and is told nothing of the account', async () => {
  world.site.control.namesStreams = false;
  const popup = await (await open(television.id, 'plain')).ready();
  await popup.save();
  await expectPackets(await saved(), 136, 140, television.clip);
  expect(new Set(asked())).toEqual(new Set(['TVHTML5_SIMPLY']));
  for (const request of world.site.control.requests.list({ kind: 'innertube' })) {
    expect(request).not.toHaveProperty('cookie');
  }
});

test('for children: the embedded player has it', async () => {
  world.site.control.namesStreams = false;
  const popup = await (await open(kids.id)).ready();
  await popup.save();
  await expectPackets(await saved(), 136, 140, kids.clip);
  expect(new Set(asked())).toEqual(new Set(['WEB_EMBEDDED_PLAYER']));
});

test('an embed of what may not be embedded: its watch page is read', async () => {
  const page = await world.chromium.browser.newPage();
  const referer = 'https://blog.example/';
  await page.goto(`https://www.youtube.com/embed/${television.id}`, { referer });
  const popup = await (await watchTab(world.chromium, page)).popup();
  expect(await (await popup.ready()).title()).toBe(television.title);
  expect(asked()).toEqual([]);
});

test('a member’s own page has what is for members, asked anew for the media server too', async () => {
  sabr().turn({ reloadAfter: 1, readaheadMs: 1_000 });
  const popup = await (await open(members.id, 'member')).ready();
  await popup.save();
  await expectPackets(await saved(), 136, 140, members.clip);
  expect(new Set(asked())).toEqual(new Set(['WEB']));
  expectKeptToItself();
});

test('and where that says too little, the embedded player is asked as the channel that is the member', async () => {
  world.site.control.namesStreams = false;
  await (await open(members.id, 'member')).ready();
  expect(asked()).toEqual(['VISIONOS', 'WEB_EMBEDDED_PLAYER']);
  expectKeptToItself();
});

test('who pays sees and saves more, and needs no token for it', async () => {
  sabr().turn({ freeMs: 1_000 });
  const popup = await (await open(premium.id, 'premium')).ready();
  const rows = await popup.rows();
  expect(rows[0]?.quality).toContain('Premium');
  expect(rows.map(({ quality }) => quality)).toContainEqual(expect.stringMatching(/^2\d\d kbit/));
  await popup.saveRow(0);
  await expectPackets(await saved(), 616, 251, premium.clip);
  expect(asked()).toEqual([]);
  const tokens = sabr()
    .log.list()
    .map(({ token }) => token);
  expect(new Set(tokens)).toEqual(new Set(['none']));
});

// By nobody, and by an account that is no member.
test.each([
  ['age-restricted', adults, undefined, 'age'],
  ['members-only', members, 'plain', 'members'],
] as const)('what the page refuses and no client has: %s', async (code, video, name, says) => {
  const popup = await open(video.id, name);
  expect(await popup.settled()).toBe('error');
  expect(await popup.errorCode()).toBe(code);
  expect(await popup.page.$eval('.error-panel', ({ textContent }) => textContent)).toContain(says);
  expect(listFiles(world.chromium.downloads)).toEqual([]);
});
