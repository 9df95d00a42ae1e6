import { describe, expect, it, vi } from 'vitest';
import { type ErrorData, ReelkeepError } from '../../../src/errors';
import { PageModel } from '../../../src/popup/page-model';
import { popupTab } from '../../../src/popup/popup-tab';
import { readSettings } from '../../../src/settings/settings';
import { videoView } from './video-view';

const settings = readSettings({ defaultPreset: 'best' });
const notice: ErrorData = { code: 'http-429', message: 'slow down', facts: {} };

function open() {
  const background = {
    describePage: vi.fn(async () => ({ kind: 'video' as const, video: videoView })),
    getSettings: vi.fn(async () => settings),
    takeNotice: vi.fn(async (): Promise<{ error?: ErrorData; title?: string }> => ({})),
  };
  const requestHosts = vi.fn(async () => true);
  const page = new PageModel({ background, tabId: async () => 7, requestHosts });
  return { background, requestHosts, page };
}

describe('PageModel', () => {
  it('shows the tab’s video, and knows by then what the person prefers', async () => {
    const { background, page } = open();
    const loading = page.load();
    expect(page.state.value).toEqual({ kind: 'loading' });
    await loading;
    expect(page.state.value).toEqual({
      kind: 'ready',
      view: { kind: 'video', video: videoView },
      settings,
    });
    expect(background.describePage).toHaveBeenCalledWith({ tabId: 7 });
  });

  it('shows why there is nothing, and tries again', async () => {
    const { background, page } = open();
    background.describePage.mockRejectedValueOnce(new ReelkeepError('age-restricted', 'no'));
    await page.load();
    expect(page.state.value).toMatchObject({ kind: 'failed', error: { code: 'age-restricted' } });
    await page.load();
    expect(page.state.value.kind).toBe('ready');
  });

  it('is heard in another track, and shows what there was until it is', async () => {
    const { background, page } = open();
    await page.load();
    const heard = { ...videoView, track: 'ko.3' };
    background.describePage.mockResolvedValueOnce({ kind: 'video', video: heard });
    const hearing = page.hear('ko.3');
    expect(page.state.value).toMatchObject({ view: { video: { track: videoView.track } } });
    await hearing;
    expect(background.describePage).toHaveBeenLastCalledWith({ tabId: 7, track: 'ko.3' });
    expect(page.state.value).toMatchObject({ kind: 'ready', view: { video: heard } });
  });

  it('can do without the settings', async () => {
    const { background, page } = open();
    background.getSettings.mockRejectedValueOnce(new Error('storage is gone'));
    await page.load();
    expect(page.state.value).toMatchObject({ kind: 'ready', settings: { defaultPreset: 'auto' } });
  });

  it('tells why the last save could not begin, until that is dismissed', async () => {
    const { background, page } = open();
    background.takeNotice.mockResolvedValueOnce({ error: notice });
    await page.load();
    expect(page.notice.value).toEqual({ error: notice });
    page.dismissNotice();
    expect(page.notice.value).toBeUndefined();
  });

  it('tells it also where the page itself cannot be read, and after that was mended', async () => {
    const { background, page } = open();
    const told = { error: notice, title: videoView.title };
    background.takeNotice.mockResolvedValueOnce(told);
    background.describePage.mockRejectedValueOnce(new ReelkeepError('no-player-data', 'yet'));
    await page.load();
    expect(page.state.value.kind).toBe('failed');
    expect(page.notice.value).toEqual(told);
    await page.load();
    expect(page.state.value.kind).toBe('ready');
    expect(page.notice.value).toEqual(told);
  });

  it('reads the page again once the person has allowed it, not before', async () => {
    const { background, requestHosts, page } = open();
    background.describePage.mockRejectedValueOnce(new ReelkeepError('no-permission', 'no'));
    await page.load();
    requestHosts.mockResolvedValueOnce(false);
    await page.allowAccess({ facts: {} });
    expect(page.state.value).toMatchObject({ kind: 'failed', error: { code: 'no-permission' } });
    await page.allowAccess({ facts: {} });
    expect(page.state.value.kind).toBe('ready');
  });

  it('shows why the browser would not ask', async () => {
    const { requestHosts, page } = open();
    requestHosts.mockRejectedValueOnce(new Error('no user gesture'));
    await page.allowAccess({ facts: {} });
    expect(page.state.value).toMatchObject({ kind: 'failed', error: { code: 'internal' } });
  });

  it('shows the page without waiting for the notice', async () => {
    const { background, page } = open();
    background.takeNotice.mockReturnValueOnce(new Promise(() => undefined));
    void page.load();
    await vi.waitFor(() => expect(page.state.value.kind).toBe('ready'));
  });
});

describe('popupTab', () => {
  const active = async () => ({ id: 3 });

  it('is the one in front', async () => {
    expect(await popupTab('', active)).toBe(3);
  });

  it('is the one that the address names', async () => {
    expect(await popupTab('?tabId=12', active)).toBe(12);
    expect(await popupTab('?tabId=-1', active)).toBe(3);
    expect(await popupTab('?tabId=1e3', active)).toBe(3);
  });

  it('is none where no tab is in front', async () => {
    await expect(popupTab('', async () => undefined)).rejects.toMatchObject({
      code: 'not-a-video-page',
    });
  });
});
