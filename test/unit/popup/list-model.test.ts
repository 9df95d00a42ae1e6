import { beforeEach, expect, it, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { ListModel } from '../../../src/popup/list-model';
import type { ItemView, ListCursor, ListView } from '../../../src/protocol/background';
import { speak } from '../ui/speak';

beforeEach(() => speak('en'));

const item = (id: string, isNew = true): ItemView => ({ id, title: `Title of ${id}`, isNew });
const cursor = (continuation: string): ListCursor => ({ continuation, client: {} });
type Page = Pick<ListView, 'items' | 'next'>;

function open(pages: readonly (Page | Error)[], begin: Partial<ListView> = {}) {
  const left = [...pages];
  const moreOfList = vi.fn(async (_request: object): Promise<Page> => {
    const page = left.shift() ?? { items: [] };
    if (page instanceof Error) throw page;
    return page;
  });
  const saveList = vi.fn(async (_request: object) => ({ started: 1, alreadyRunning: 0 }));
  const list = { id: 'PL', title: 'Mine', items: [item('a'), item('b', false)], ...begin };
  const model = new ListModel(
    { background: { moreOfList, saveList }, tabId: async () => 7 },
    list,
    'auto',
  );
  return { model, moreOfList, saveList };
}
const ids = (model: ListModel) => model.items.value.map(({ id }) => id);

it('goes on until the list ends, each video once, and wants what is new', async () => {
  const { model, moreOfList } = open(
    [{ items: [item('b'), item('c')], next: cursor('2') }, { items: [item('d', false)] }],
    { next: cursor('1') },
  );
  expect(model.listing.value.kind).toBe('going');
  await model.goOn();
  expect(ids(model)).toEqual(['a', 'b', 'c', 'd']);
  expect(model.listing.value.kind).toBe('whole');
  expect([...model.chosen.value]).toEqual(['a', 'c']);
  expect(moreOfList).toHaveBeenCalledWith({ tabId: 7, listId: 'PL', next: cursor('1') });
});

it('ends where nothing new comes, however often it is told to go on', async () => {
  const endless = Array.from({ length: 9 }, () => ({ items: [item('a')], next: cursor('x') }));
  const { model, moreOfList } = open(endless, { next: cursor('1') });
  await model.goOn();
  expect(model.listing.value.kind).toBe('whole');
  expect(moreOfList).toHaveBeenCalledTimes(1);
});

it('stops after five thousand, and says so', async () => {
  const page = (from: number): Page => ({
    items: Array.from({ length: 1_000 }, (_, at) => item(`n${from + at}`)),
    next: cursor(String(from)),
  });
  const { model } = open([0, 1_000, 2_000, 3_000, 4_000, 5_000].map(page), { next: cursor('1') });
  await model.goOn();
  expect(ids(model)).toHaveLength(5_000);
  expect(model.listing.value.kind).toBe('cut');
});

it('keeps what it has where the site stops answering, and goes on from there', async () => {
  const gone = new ReelkeepError('network-lost', 'gone');
  const { model } = open(
    [{ items: [item('c')], next: cursor('2') }, gone, { items: [item('d')] }],
    {
      next: cursor('1'),
    },
  );
  await model.goOn();
  expect(model.listing.value).toMatchObject({ kind: 'stuck', error: { code: 'network-lost' } });
  expect(ids(model)).toEqual(['a', 'b', 'c']);
  await model.goOn();
  expect(ids(model)).toEqual(['a', 'b', 'c', 'd']);
});

it('leaves out what a person leaves, and saves the rest at the chosen quality', async () => {
  const { model, saveList } = open([]);
  model.toggle('b');
  model.toggle('a');
  model.choosePreset('audio');
  expect([...model.chosen.value]).toEqual(['b']);
  await model.save();
  expect(saveList).toHaveBeenCalledWith({
    ...{ tabId: 7, listId: 'PL', title: 'Mine', preset: 'audio' },
    videos: [item('b', false)],
  });
  expect(model.outcome.value).toEqual({ kind: 'begun', started: 1, alreadyRunning: 0 });
  model.chooseNone();
  await model.save();
  expect(saveList).toHaveBeenCalledTimes(1);
});
