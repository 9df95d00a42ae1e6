import { expect, test, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { CollectionModel } from '../../../src/popup/collection-model';
import type { CollectionView } from '../../../src/protocol/background';

const collection: CollectionView = {
  id: 'wsg-5',
  url: 'https://boards.4chan.org/wsg/thread/5',
  title: 'A thread',
  siteName: '4chan',
  items: [
    { id: 'a', title: 'old', isNew: false, bytes: 100 },
    { id: 'b', title: 'new', isNew: true, bytes: 20 },
    { id: 'c', title: 'of unknown size', isNew: true },
  ],
};

function open() {
  const saveItems = vi.fn(async () => ({ started: 2, alreadyRunning: 0 }));
  const model = new CollectionModel(
    { background: { saveItems }, tabId: async () => 7 },
    collection,
  );
  return { model, saveItems };
}
const chosen = ({ model }: ReturnType<typeof open>) => [...model.chosen.value].sort();

test('what was not saved before is chosen at first; all, none and each can be', () => {
  const opened = open();
  const { model } = opened;
  expect(chosen(opened)).toEqual(['b', 'c']);
  expect(model.bytes.value).toBe(20);
  model.chooseAll();
  expect(chosen(opened)).toEqual(['a', 'b', 'c']);
  model.toggle('b');
  expect(chosen(opened)).toEqual(['a', 'c']);
  model.toggle('b');
  expect(model.bytes.value).toBe(120);
  model.chooseNone();
  expect(chosen(opened)).toEqual([]);
  model.chooseNew();
  expect(chosen(opened)).toEqual(['b', 'c']);
});

test('saves what is chosen, once, and says what came of it', async () => {
  const { model, saveItems } = open();
  const saving = model.save();
  expect(model.outcome.value.kind).toBe('starting');
  await Promise.all([saving, model.save()]);
  expect(saveItems.mock.calls).toEqual([
    [{ tabId: 7, collectionId: 'wsg-5', itemIds: ['b', 'c'] }],
  ]);
  expect(model.outcome.value).toEqual({ kind: 'begun', started: 2, alreadyRunning: 0 });
  model.chooseNone();
  expect(model.outcome.value).toEqual({ kind: 'none' });
  await model.save();
  expect(saveItems).toHaveBeenCalledTimes(1);
});

test('says why it could not begin', async () => {
  const { model, saveItems } = open();
  saveItems.mockRejectedValueOnce(new ReelkeepError('other-video', 'gone on'));
  await model.save();
  expect(model.outcome.value).toMatchObject({ kind: 'failed', error: { code: 'other-video' } });
});
