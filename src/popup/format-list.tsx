import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { VideoView } from '../protocol/background';
import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import { formatGroups } from './format-groups';
import { FormatRow } from './format-row';
import { nextIndex } from './next-index';
import type { SaveModel } from './save-model';

interface FormatListProps {
  readonly video: VideoView;
  readonly model: SaveModel;
}

/**
 * Every choice; a row saves at once. One tab stop for the whole list, or its forty buttons would stand
 * between the name field and the jobs: up and down go through the rows, left and right within one.
 */
export const FormatList = ({ video, model }: FormatListProps) => {
  const list = useRef<HTMLElement>(null);
  const current = useSignal(video.choices[0]?.id);
  const best = video.presets.best?.choice.id;

  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? event.target.closest('li') : null;
    if (!row) return;
    const target = targetOf(event.key, row, [...(list.current?.querySelectorAll('li') ?? [])]);
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  return (
    <section class="formats" ref={list} aria-label={t('allFormats')} onKeyDown={onKeyDown}>
      <h2>
        {t('allFormats')} <span>{formatCount(video.choices.length)}</span>
      </h2>
      {formatGroups(video.choices).map(({ title, choices }) => (
        <div class="format-group" key={title}>
          <h3 id={title}>{t(title)}</h3>
          <ul aria-labelledby={title}>
            {choices.map((choice) => (
              <FormatRow
                key={choice.id}
                choice={choice}
                best={choice.id === best}
                silent={video.withoutSound[choice.id]}
                model={model}
                current={current}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};

function targetOf(key: string, row: Element, rows: Element[]): HTMLElement | null | undefined {
  if (key === 'ArrowRight') return row.querySelector<HTMLElement>('.format-silent');
  if (key === 'ArrowLeft') return row.querySelector<HTMLElement>('.format-save');
  const next = nextIndex(key, rows.indexOf(row), rows.length);
  return next === undefined ? undefined : rows[next]?.querySelector<HTMLElement>('.format-save');
}
