import { describe, expect, it, test, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { routeOf } from '../../../src/manager/route';
import { SettingsModel } from '../../../src/manager/settings-model';
import { readSettings, type Settings } from '../../../src/settings/settings';

function open() {
  const stored = readSettings(undefined);
  const background = {
    getSettings: vi.fn(async () => stored),
    setSettings: vi.fn(
      async (wish: Partial<Settings>): Promise<Settings> => ({ ...stored, ...wish }),
    ),
  };
  return { stored, background, model: new SettingsModel(background) };
}

describe('SettingsModel', () => {
  it('shows a change at once, and that it was kept once it was', async () => {
    const { background, model } = open();
    await model.load();
    const kept = model.change({ saveAs: true });
    expect(model.state.value).toMatchObject({ settings: { saveAs: true }, saved: false });
    await kept;
    expect(background.setSettings).toHaveBeenCalledWith({ saveAs: true });
    expect(model.state.value).toMatchObject({ settings: { saveAs: true }, saved: true });
  });

  it('shows what is kept where that is not what was asked', async () => {
    const { stored, background, model } = open();
    await model.load();
    background.setSettings.mockResolvedValueOnce(stored);
    await model.change({ connectionsPerHost: 99 });
    expect(model.state.value).toMatchObject({ settings: { connectionsPerHost: 6 } });
  });

  it('goes back to what holds when a change could not be kept', async () => {
    const { background, model } = open();
    await model.load();
    background.setSettings.mockRejectedValueOnce(new ReelkeepError('storage-failed', 'no'));
    await model.change({ saveAs: true });
    expect(model.state.value).toMatchObject({
      kind: 'failed',
      error: { code: 'storage-failed' },
      settings: { saveAs: false },
    });
  });

  it('does not let a late answer undo what came after', async () => {
    const { stored, background, model } = open();
    await model.load();
    let answerFirst: (settings: Settings) => void = () => undefined;
    background.setSettings.mockReturnValueOnce(
      new Promise((answer) => {
        answerFirst = answer;
      }),
    );
    const first = model.change({ connectionsPerHost: 2 });
    background.setSettings.mockResolvedValueOnce({ ...stored, connectionsPerHost: 3 });
    await model.change({ connectionsPerHost: 3 });
    answerFirst({ ...stored, connectionsPerHost: 2 });
    await first;
    expect(model.state.value).toMatchObject({ settings: { connectionsPerHost: 3 } });
  });

  it('says why nothing could be read, and changes nothing then', async () => {
    const { background, model } = open();
    background.getSettings.mockRejectedValueOnce(new ReelkeepError('no-receiver', 'gone'));
    await model.load();
    expect(model.state.value).toMatchObject({ kind: 'failed', error: { code: 'no-receiver' } });
    await model.change({ saveAs: true });
    expect(background.setSettings).not.toHaveBeenCalled();
  });
});

test('the address says which page', () => {
  expect(routeOf('#settings')).toBe('settings');
  expect(routeOf('#jobs')).toBe('jobs');
  expect(routeOf('')).toBe('jobs');
  expect(routeOf('#constructor')).toBe('jobs');
});
