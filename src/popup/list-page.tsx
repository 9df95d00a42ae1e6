import { useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { presets } from '../formats/choice';
import type { ListView } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { presetName } from '../ui/preset-name';
import { t } from '../ui/text';
import { CollectionSave } from './collection-save';
import { ItemList } from './item-list';
import { type ListClients, ListModel } from './list-model';
import { ListingNews } from './listing-news';
import { NoticeBanner } from './notice-banner';
import type { PageModel } from './page-model';
import type { Leave } from './popup';

interface ListPageProps {
  readonly list: ListView;
  readonly settings: Settings;
  readonly page: PageModel;
  readonly clients: ListClients;
  readonly leave: Leave;
}

/** A playlist or a channel: what is in it, at what quality to save it, and which of it. */
export const ListPage = ({ list, settings, page, clients, leave }: ListPageProps) => {
  const model = useModel(() => new ListModel(clients, list, settings.defaultPreset));
  useEffect(() => void model.goOn(), [model]);
  return (
    <main class="page">
      <header class="collection-header">
        <h1 dir="auto" title={list.title}>
          {list.title}
        </h1>
        <ListingNews model={model} />
      </header>
      <NoticeBanner page={page} />
      <CollectionSave model={model} page={page} leave={leave} />
      <fieldset class="presets" aria-label={t('qualityPresets')}>
        {presets.map((preset) => (
          <button
            type="button"
            key={preset}
            aria-pressed={model.preset.value === preset}
            onClick={() => model.choosePreset(preset)}
          >
            {presetName(preset)}
          </button>
        ))}
      </fieldset>
      <ItemList items={model.items.value} model={model} />
    </main>
  );
};
