import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ItemView } from '../protocol/background';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import type { ItemChoice } from './collection-model';
import { ItemRow } from './item-row';
import { nextIndex } from './next-index';

interface ItemListProps {
  readonly items: readonly ItemView[];
  readonly model: ItemChoice;
}

/** One tab stop for the whole list: up and down go through hundreds of rows, Space chooses. */
export const ItemList = ({ items, model }: ItemListProps) => {
  const list = useRef<HTMLUListElement>(null);
  const current = useSignal(items[0]?.id);
  const onKeyDown = (event: KeyboardEvent) => {
    const boxes = [...(list.current?.querySelectorAll<HTMLElement>('input') ?? [])];
    const at = event.target instanceof HTMLElement ? boxes.indexOf(event.target) : -1;
    const next = at < 0 ? undefined : nextIndex(event.key, at, boxes.length);
    if (next === undefined) return;
    event.preventDefault();
    boxes[next]?.focus();
  };
  const freshCount = items.filter(({ isNew }) => isNew).length;
  return (
    <section class="formats items" aria-label={t('itemsHere')}>
      <div class="item-choices">
        <button type="button" onClick={model.chooseAll}>
          {t('chooseAll')}
        </button>
        <button type="button" disabled={freshCount === 0} onClick={model.chooseNew}>
          {t('chooseNew', formatCount(freshCount))}
        </button>
        <button type="button" disabled={model.chosen.value.size === 0} onClick={model.chooseNone}>
          {t('chooseNone')}
        </button>
      </div>
      <ul ref={list} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} model={model} current={current} />
        ))}
      </ul>
    </section>
  );
};
