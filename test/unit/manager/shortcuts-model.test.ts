import { expect, test, vi } from 'vitest';
import { ShortcutsModel } from '../../../src/manager/shortcuts-model';

const kept = [{ command: 'save-video', keys: 'Ctrl+Q' }];

test('shows the keys that hold, and those that hold after they were changed', async () => {
  const read = vi.fn(async () => kept);
  const model = new ShortcutsModel({ read, openPage: async () => undefined });
  await model.load();
  expect(model.shortcuts.value).toEqual(kept);
  read.mockResolvedValueOnce([{ command: 'save-video', keys: '' }]);
  await model.load();
  expect(model.shortcuts.value).toEqual([{ command: 'save-video', keys: '' }]);
});

test('says so when the browser does not show its page, until it does', async () => {
  const openPage = vi.fn(async () => undefined);
  const model = new ShortcutsModel({ read: async () => kept, openPage });
  openPage.mockRejectedValueOnce(new Error('not here'));
  await model.change();
  expect(model.failure.value?.code).toBe('internal');
  await model.change();
  expect(model.failure.value).toBeUndefined();
});
