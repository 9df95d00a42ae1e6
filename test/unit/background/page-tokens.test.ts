import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tokenFor } from '../../../src/background/page-tokens';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { fakeBrowser } from '../../helpers/fake-browser';
import { videoId } from '../../helpers/fake-page-view';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

const heard = 'token-of-the-player-itself';
const place = { origin: { tabId: 1 }, videoId };
const { signal } = new AbortController();
const token = (refused?: string) => tokenFor(place, videoId, refused, signal);

beforeEach(async () => {
  const mintInPage = () => JSON.stringify({ absent: true });
  fakeBrowser.openTabs.push({ id: 1, url: watchUrl(videoId), page: { mintInPage } });
  await fakeBrowser.storage.session.set({
    heardTokens: [{ videoId, token: heard, at: Date.now() }],
  });
});
afterEach(() => {
  fakeBrowser.reset();
});

test('a page that mints none: what its player was heard to send', async () => {
  expect(await token()).toBe(heard);
});

test('what was heard is not given again to whom the server refused it', async () => {
  expect(await token('another-one')).toBe(heard);
  await expect(token(heard)).rejects.toMatchObject({ code: 'attestation-required' });
});
