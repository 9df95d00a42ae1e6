import type { JobId } from '../jobs/job';
import type { LineModel } from './line-model';

/** What makes a row of the line one that can be moved: by Alt with the arrows, and by being dropped on. */
export const rowOrder = (id: JobId, model: LineModel) => ({
  'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown',
  onKeyDown: (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    void model.step(id, event.key === 'ArrowUp' ? -1 : 1);
  },
  onDragOver: (event: DragEvent & { readonly currentTarget: HTMLElement }) => {
    if (model.dragged.peek() === undefined) return;
    // Only what is not left to the browser may be dropped here.
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    model.over(id, event.clientY < top + height / 2 ? 'before' : 'after');
  },
  onDrop: (event: DragEvent) => {
    event.preventDefault();
    void model.drop();
  },
});
