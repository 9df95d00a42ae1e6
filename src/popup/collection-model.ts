import { computed, createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, CollectionView } from '../protocol/background';

/** How the last press on the button went. */
export type CollectionOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'begun'; readonly started: number; readonly alreadyRunning: number }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export interface CollectionClients {
  readonly background: Pick<Sender<BackgroundRequests>, 'saveItems'>;
  readonly tabId: () => Promise<number>;
}

/** Which of a page's many things a person wants: at first those that were not saved before. */
export const CollectionModel = createModel(
  ({ background, tabId }: CollectionClients, collection: CollectionView) => {
    const all = collection.items.map(({ id }) => id);
    const fresh = collection.items.flatMap(({ id, isNew }) => (isNew ? [id] : []));
    const chosen = signal<ReadonlySet<string>>(new Set(fresh));
    const outcome = signal<CollectionOutcome>({ kind: 'none' });

    /** Of what is chosen, as far as it is known. */
    const bytes = computed(() =>
      collection.items
        .filter(({ id }) => chosen.value.has(id))
        .reduce((sum, item) => sum + (item.bytes ?? 0), 0),
    );

    const choose = (ids: readonly string[]): void => {
      chosen.value = new Set(ids);
      outcome.value = { kind: 'none' };
    };

    return {
      chosen,
      outcome,
      bytes,
      chooseAll: () => choose(all),
      chooseNew: () => choose(fresh),
      chooseNone: () => choose([]),
      toggle: (id: string) => {
        const others = all.filter((each) => each !== id && chosen.peek().has(each));
        choose(chosen.peek().has(id) ? others : [...others, id]);
      },
      save: async (): Promise<void> => {
        if (outcome.peek().kind === 'starting' || chosen.peek().size === 0) return;
        outcome.value = { kind: 'starting' };
        try {
          const begun = await background.saveItems({
            tabId: await tabId(),
            collectionId: collection.id,
            itemIds: [...chosen.peek()],
          });
          outcome.value = { kind: 'begun', ...begun };
        } catch (thrown) {
          outcome.value = { kind: 'failed', error: toErrorData(thrown) };
        }
      },
    };
  },
);

export type CollectionModel = InstanceType<typeof CollectionModel>;

/** What a list of many needs of its model. */
export type ItemChoice = Pick<
  CollectionModel,
  'chosen' | 'toggle' | 'chooseAll' | 'chooseNew' | 'chooseNone'
>;

/** What its button needs. */
export type ItemSave = Pick<CollectionModel, 'chosen' | 'outcome' | 'bytes' | 'save'>;
