import { ReelkeepError } from '../../errors';
import type { Fetch } from '../extractor';
import { askForPart } from './ask-for-part';
import type { Candidate } from './candidates';
import { isPiece } from './is-piece';
import { headBytes, servedExtension } from './served-extension';

export interface SeenFile {
  /** Named after what it is. */
  readonly file: Candidate & {
    /** Its server answers with all of it, whatever part is asked for. */
    readonly inOnePiece?: true;
  };
  /** Where redirects led. */
  readonly reached: string;
}

/**
 * Looks at how a file begins.
 * @throws not-a-video-page where a page is in its place, blob-player for a piece of a stream; as `askForPart`.
 */
export async function lookAtFile(
  fetch: Fetch,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<SeenFile> {
  const { url, isGuess } = candidate;
  const response = await askForPart(fetch, { url, isPart: true }, headBytes, signal);
  const type = response.headers.get('content-type') ?? '';
  const head = await headOf(response, signal);
  if (isPiece(head, lengthOf(response.headers))) throw pieces();
  const extension = servedExtension(head, type, candidate.extension, isGuess);
  if (extension === undefined) {
    throw new ReelkeepError('not-a-video-page', 'A page is served in place of a file.');
  }
  const inOnePiece = response.status === 200 ? { inOnePiece: true as const } : {};
  return { file: { ...candidate, extension, ...inOnePiece }, reached: response.url || url };
}

const pieces = () =>
  new ReelkeepError('blob-player', 'A piece of a stream, of which nothing tells the others.');

/** Of all of the file, in bytes; NaN where nobody says. */
const lengthOf = (headers: Headers): number =>
  Number(
    headers.get('content-range')?.split('/')[1] ?? headers.get('content-length') ?? Number.NaN,
  );

/** Whoever does not know ranges sends all of it: no more is taken. */
async function headOf(response: Response, signal: AbortSignal): Promise<Uint8Array> {
  const head = new Uint8Array(headBytes);
  const reader = response.body?.getReader();
  let length = 0;
  try {
    while (reader && length < headBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      head.set(value.subarray(0, headBytes - length), length);
      length += Math.min(value.length, headBytes - length);
    }
    await reader?.cancel();
  } catch (cause) {
    signal.throwIfAborted();
    throw new ReelkeepError('network-lost', 'The file did not come.', { cause });
  }
  return head.subarray(0, length);
}
