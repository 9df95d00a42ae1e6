import type { ComponentChild } from 'preact';
import type { JobEntry } from '../ui/job-store';
import { ListPiece } from './list-piece';

interface WindowedListProps {
  readonly entries: readonly JobEntry[];
  readonly row: (entry: JobEntry) => ComponentChild;
}

const rowsInPiece = 40;

/** A list of any length, of which only what is near the window is in the document. */
export const WindowedList = ({ entries, row }: WindowedListProps) => {
  const count = Math.ceil(entries.length / rowsInPiece);
  const pieces = Array.from({ length: count }, (_, index) =>
    entries.slice(index * rowsInPiece, (index + 1) * rowsInPiece),
  );
  return (
    <div class="job-lists">
      {pieces.map((piece, index) => (
        <ListPiece key={index} entries={piece} row={row} isFirst={index === 0} />
      ))}
    </div>
  );
};
