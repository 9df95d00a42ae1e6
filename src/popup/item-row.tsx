import type { Signal } from '@preact/signals';
import type { ItemView } from '../protocol/background';
import { containerName } from '../ui/container-name';
import { formatBytes } from '../ui/format-bytes';
import { formatDuration } from '../ui/format-duration';
import { t } from '../ui/text';
import { webAddress } from '../ui/web-address';
import type { ItemChoice } from './collection-model';

interface ItemRowProps {
  readonly item: ItemView;
  readonly model: ItemChoice;
  /** The row that Tab leads to. */
  readonly current: Signal<string | undefined>;
}

export const ItemRow = ({ item, model, current }: ItemRowProps) => {
  const { id, title, output, bytes, isNew, durationSeconds } = item;
  const picture = webAddress(item.thumbnailUrl);
  return (
    <li class="item-row">
      <label>
        <input
          type="checkbox"
          checked={model.chosen.value.has(id)}
          tabIndex={current.value === id ? 0 : -1}
          onFocus={() => {
            current.value = id;
          }}
          onChange={() => model.toggle(id)}
        />
        <span class="item-picture">
          {picture && <img src={picture} alt="" loading="lazy" referrerpolicy="no-referrer" />}
        </span>
        <span class="item-title" dir="auto" title={title}>
          {title}
        </span>
        {!isNew && <span class="tag">{t('itemSaved')}</span>}
        {durationSeconds !== undefined && (
          <span class="item-kind">{formatDuration(durationSeconds)}</span>
        )}
        <span class="item-kind">{output && containerName(output)}</span>
        <span class="item-size">{bytes === undefined ? '–' : formatBytes(bytes)}</span>
      </label>
    </li>
  );
};
