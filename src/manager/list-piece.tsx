import { useSignal } from '@preact/signals';
import type { ComponentChild } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { JobEntry } from '../ui/job-store';

interface ListPieceProps {
  readonly entries: readonly JobEntry[];
  readonly row: (entry: JobEntry) => ComponentChild;
  /** Drawn at once, before anybody knows where the window is. */
  readonly isFirst: boolean;
}

/** Most rows are as high; of the others the height is measured when they leave. */
const rowHeight = 65;
/** So far beyond the window rows are drawn, in pixels: more than a key or a turn of the wheel moves it. */
const margin = '900px 0px';
/** What would be lost with its row. */
const held = ':focus, .job-options, [data-dragged]';

/** Some rows of a long list, or, far from the window, the room that they take. */
export const ListPiece = ({ entries, row, isFirst }: ListPieceProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const isNear = useSignal(isFirst);
  const height = useSignal<number | undefined>(undefined);

  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry || (!entry.isIntersecting && current.querySelector(held))) return;
        if (!entry.isIntersecting) height.value = entry.boundingClientRect.height;
        isNear.value = entry.isIntersecting;
      },
      { rootMargin: margin },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [isNear, height]);

  return (
    <div
      ref={frame}
      style={isNear.value ? {} : { height: `${height.value ?? entries.length * rowHeight}px` }}
    >
      {isNear.value && <ul class="job-list">{entries.map(row)}</ul>}
    </div>
  );
};
