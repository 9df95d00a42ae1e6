import { useModel } from '@preact/signals';
import type { CollectionView } from '../protocol/background';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import { type CollectionClients, CollectionModel } from './collection-model';
import { CollectionSave } from './collection-save';
import { ItemList } from './item-list';
import { NoticeBanner } from './notice-banner';
import type { PageModel } from './page-model';
import type { Leave } from './popup';

interface CollectionPageProps {
  readonly collection: CollectionView;
  readonly page: PageModel;
  readonly clients: CollectionClients;
  readonly leave: Leave;
}

/** A thread or an album: what is in it, and which of that to save. */
export const CollectionPage = ({ collection, page, clients, leave }: CollectionPageProps) => {
  const model = useModel(() => new CollectionModel(clients, collection));
  const { title, siteName, items } = collection;
  return (
    <main class="page">
      <header class="collection-header">
        <h1 dir="auto" title={title}>
          {title}
        </h1>
        <p>
          {siteName} · {t('itemCount', formatCount(items.length))}
        </p>
      </header>
      <NoticeBanner page={page} />
      <CollectionSave model={model} page={page} leave={leave} />
      <ItemList items={items} model={model} />
    </main>
  );
};
