import { computed, createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Preset } from '../formats/choice';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, ItemView, ListView } from '../protocol/background';
import type { CollectionOutcome } from './collection-model';

/** The site's own playlists end there; a channel may have more. */
const mostItems = 5_000;

export interface ListClients {
  readonly background: Pick<Sender<BackgroundRequests>, 'moreOfList' | 'saveList'>;
  readonly tabId: () => Promise<number>;
}

/** How far the list has come. */
export type Listing =
  | { readonly kind: 'going' | 'whole' | 'cut' }
  | { readonly kind: 'stuck'; readonly error: ErrorData };

/** A playlist's or channel's videos as they come, which of them a person wants, and at what quality. */
export const ListModel = createModel(
  ({ background, tabId }: ListClients, list: ListView, preferred: Preset) => {
    const items = signal<readonly ItemView[]>(list.items);
    const left = signal<ReadonlySet<string>>(idsOf(list.items.filter(({ isNew }) => !isNew)));
    const listing = signal<Listing>({ kind: list.next ? 'going' : 'whole' });
    const preset = signal(preferred);
    const outcome = signal<CollectionOutcome>({ kind: 'none' });
    let next = list.next;

    /** What is wanted, but for what was left: so what comes later is wanted as well. */
    const chosen = computed<ReadonlySet<string>>(
      () => new Set([...idsOf(items.value)].filter((id) => !left.value.has(id))),
    );
    const leave = (ids: ReadonlySet<string>): void => {
      left.value = ids;
      outcome.value = { kind: 'none' };
    };

    /** Until the list ends, or as far as we go. */
    const goOn = async (): Promise<void> => {
      listing.value = { kind: 'going' };
      try {
        const tab = await tabId();
        while (next && items.peek().length < mostItems) {
          const more = await background.moreOfList({ tabId: tab, listId: list.id, next });
          const known = idsOf(items.peek());
          const fresh = more.items.filter(({ id }) => !known.has(id));
          // A list that brings nothing new has no end.
          next = fresh.length > 0 ? more.next : undefined;
          items.value = [...items.peek(), ...fresh].slice(0, mostItems);
          const before = fresh.filter(({ isNew }) => !isNew).map(({ id }) => id);
          if (before.length > 0) left.value = new Set([...left.peek(), ...before]);
        }
        listing.value = { kind: next ? 'cut' : 'whole' };
      } catch (thrown) {
        listing.value = { kind: 'stuck', error: toErrorData(thrown) };
      }
    };

    return {
      items,
      listing,
      preset,
      outcome,
      chosen,
      /** Nobody knows before the pages were asked. */
      bytes: signal(0),
      goOn,
      choosePreset: (wished: Preset) => {
        preset.value = wished;
        outcome.value = { kind: 'none' };
      },
      chooseAll: () => leave(new Set()),
      chooseNew: () => leave(idsOf(items.peek().filter(({ isNew }) => !isNew))),
      chooseNone: () => leave(idsOf(items.peek())),
      toggle: (id: string) => {
        const others = [...left.peek()].filter((each) => each !== id);
        leave(new Set(left.peek().has(id) ? others : [...others, id]));
      },
      save: async (): Promise<void> => {
        if (outcome.peek().kind === 'starting' || chosen.peek().size === 0) return;
        outcome.value = { kind: 'starting' };
        try {
          const begun = await background.saveList({
            tabId: await tabId(),
            listId: list.id,
            title: list.title,
            preset: preset.peek(),
            videos: items.peek().filter(({ id }) => chosen.peek().has(id)),
          });
          outcome.value = { kind: 'begun', ...begun };
        } catch (thrown) {
          outcome.value = { kind: 'failed', error: toErrorData(thrown) };
        }
      },
    };
  },
);

export type ListModel = InstanceType<typeof ListModel>;

const idsOf = (items: readonly ItemView[]): Set<string> => new Set(items.map(({ id }) => id));
