import type { Choice } from '../formats/choice';
import { partFormats } from './make-job-request';

/** How many files a choice is where nobody joins them: `several` is told once its keys are asked. */
export type HandoffPieces = 'one' | 'two' | 'several';

/** `undefined`: a part of it is streamed or listed in segments, and has no address to be handed on. */
export function handoffPieces(choice: Choice): HandoffPieces | undefined {
  const kinds = partFormats(choice).map(({ format }) => format.source.kind);
  if (kinds.some((kind) => kind === 'sabr' || kind === 'segments')) return undefined;
  if (choice.kind === 'paired') return 'two';
  return kinds.length > 1 || kinds[0] === 'keyed' ? 'several' : 'one';
}
