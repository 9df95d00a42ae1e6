import { beforeEach, expect, test, vi } from 'vitest';
import { askInnertubeInPage } from '../../../src/extract/youtube/ask-innertube-in-page';
import { clientNamed } from '../../../src/extract/youtube/clients';
import { playerCall } from '../../../src/extract/youtube/innertube-request';
import { mintInPage } from '../../../src/extract/youtube/mint-in-page';
import { readSessionInPage } from '../../../src/extract/youtube/read-session-in-page';
import { callInPage } from '../../../src/platform/page-calls';
import { pageData } from '../../helpers/page-data';

const scripting = vi.hoisted(() => ({ executeScript: vi.fn() }));
vi.mock('webextension-polyfill', () => ({ default: { scripting } }));
beforeEach(() => {
  scripting.executeScript.mockReset();
});

const limits = { timeoutMs: 20, mostCharacters: 10 };
const greet = (name: string, times: number) => name.repeat(times);
const call = () => callInPage(7, greet, ['a', 2], limits);

test("runs the function itself in the tab's own world, and gives back its text", async () => {
  scripting.executeScript.mockResolvedValue([{ result: 'aa' }]);
  expect(await call()).toBe('aa');
  expect(scripting.executeScript).toHaveBeenCalledExactlyOnceWith({
    target: { tabId: 7 },
    world: 'MAIN',
    func: greet,
    args: ['a', 2],
    injectImmediately: true,
  });
});

test.each([
  ['page-data-invalid', [{ result: ['aa'] }]],
  ['page-data-invalid', [{ result: null }]],
  ['page-data-invalid', []],
  ['page-data-too-large', [{ result: 'x'.repeat(11) }]],
])('%s where the page answers with something else %#', async (code, injected) => {
  scripting.executeScript.mockResolvedValue(injected);
  await expect(call()).rejects.toMatchObject({ code });
});

test('page-not-reachable where no script can enter', async () => {
  scripting.executeScript.mockRejectedValue(new Error('Cannot access contents of the page.'));
  await expect(call()).rejects.toMatchObject({ code: 'page-not-reachable' });
});

test('page-not-responding where nothing comes in time', async () => {
  scripting.executeScript.mockReturnValue(new Promise(() => undefined));
  await expect(call()).rejects.toMatchObject({ code: 'page-not-responding' });
});

test("carries the questions that a page is asked, as the browser's types want them", async () => {
  const page = pageData({});
  const call = playerCall(page, clientNamed('VISIONOS'), {});
  scripting.executeScript.mockResolvedValue([{ result: '{}' }]);
  const most = { timeoutMs: 1_000, mostCharacters: 100 };
  expect(await callInPage(1, askInnertubeInPage, [call], most)).toBe('{}');
  expect(await callInPage(1, mintInPage, [page.videoId, 1_000], most)).toBe('{}');
  expect(await callInPage(1, readSessionInPage, [page.videoId], most)).toBe('{}');
  expect(scripting.executeScript.mock.calls.map(([{ args }]) => args)).toEqual([
    [call],
    [page.videoId, 1_000],
    [page.videoId],
  ]);
});
