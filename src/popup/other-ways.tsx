import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { VideoView } from '../protocol/background';
import { choiceSummary } from '../ui/choice-words';
import { Icon } from '../ui/icon';
import { t } from '../ui/text';
import { nextIndex } from './next-index';
import type { SaveModel } from './save-model';

interface OtherWaysProps {
  readonly video: VideoView;
  readonly model: SaveModel;
}

/** The button's second half: a menu whose every entry saves at once. */
export const OtherWays = ({ video, model }: OtherWaysProps) => {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const ways = waysOf(video, model);

  useEffect(() => {
    if (open.value) root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open.value]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open.value) return;
    if (event.key === 'Escape') {
      // Else the browser closes the whole popup.
      event.preventDefault();
      open.value = false;
      toggle.current?.focus();
      return;
    }
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const next = nextIndex(
      event.key,
      items.findIndex((item) => item.matches(':focus')),
      items.length,
    );
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    const stays = relatedTarget instanceof Node && root.current?.contains(relatedTarget);
    if (!stays) open.value = false;
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the menu's buttons are heard where they bubble to.
    <div class="other-ways" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="save-more"
        ref={toggle}
        aria-label={t('otherWays')}
        title={t('otherWays')}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name="chevron" />
      </button>
      {open.value && (
        <div
          class="menu"
          role="menu"
          aria-label={t('otherWays')}
          // Else a browser that gives pressed buttons no focus takes it away, and the menu closes under the press.
          onMouseDown={(event) => event.preventDefault()}
        >
          {ways.map(({ name, summary, save }) => (
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              key={name}
              onClick={() => {
                open.value = false;
                toggle.current?.focus();
                void save();
              }}
            >
              <span>{name}</span> <small>{summary}</small>
            </button>
          ))}
        </div>
      )}
    </div>
  );
};

function waysOf({ presets: { best } }: VideoView, model: SaveModel) {
  const chosen = model.chosen.value?.choice;
  const silent = model.silent.value;
  return [
    ...(chosen ? [{ name: t('saveAs'), summary: choiceSummary(chosen), save: model.saveAs }] : []),
    ...(best && model.preset.value !== 'best'
      ? [{ name: t('bestQuality'), summary: choiceSummary(best.choice), save: model.saveBest }]
      : []),
    ...(silent
      ? [
          {
            name: t('withoutSound'),
            summary: choiceSummary(silent),
            save: () => model.saveChoice(silent.id),
          },
        ]
      : []),
  ];
}
