import { Icon } from '../ui/icon';
import type { JobEntry } from '../ui/job-store';
import { t } from '../ui/text';
import type { LineModel } from './line-model';

interface GripProps {
  readonly entry: JobEntry;
  readonly model: LineModel;
}

/** For the mouse alone: the keyboard has Alt with the arrows, and buttons. */
export const Grip = ({ entry, model }: GripProps) => (
  <span
    class="grip"
    aria-hidden="true"
    title={t('dragToMove')}
    draggable
    onDragStart={(event) => {
      const row = event.currentTarget.closest('li');
      const { dataTransfer } = event;
      if (!row || !dataTransfer) return;
      dataTransfer.effectAllowed = 'move';
      // Firefox begins no drag without data.
      dataTransfer.setData('text/plain', entry.view.peek().title);
      const box = row.getBoundingClientRect();
      dataTransfer.setDragImage(row, event.clientX - box.left, event.clientY - box.top);
      model.start(entry.id);
    }}
    onDragEnd={model.end}
  >
    <Icon name="grip" />
  </span>
);
