import { ReelkeepError } from '../errors';
import { answerEvent, askEvent, type PageQuestion } from '../extract/page-events';
import type { PageData } from '../extract/youtube/page-data';
import { parsePageAnswer } from '../extract/youtube/parse-page-answer';
import { videoIdOf } from '../extract/youtube/video-id';

/** The page script waits up to 3 s for a page that is on its way to another video. */
const answerTimeoutMs = 5_000;

/** What we need of `document`: its events, and the address, which the page cannot forge in our world. */
export interface PageDocument extends EventTarget {
  readonly URL: string;
}

/**
 * Asks the page world what the page says of its video, once, and parses the answer.
 * @throws page-not-responding after 5 s, page-data-invalid, page-data-too-large, other-video, and the
 *   codes the page reader answers with.
 */
export async function askPage(document: PageDocument, signal: AbortSignal): Promise<PageData> {
  const page = parsePageAnswer(await answerOf(document, signal));
  if (videoIdOf(document.URL) !== page.videoId) {
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  }
  return page;
}

function answerOf(document: PageDocument, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  const nonce = crypto.randomUUID();
  const settled = new AbortController();
  return new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ReelkeepError('page-not-responding', 'The page does not answer.')),
      answerTimeoutMs,
    );
    settled.signal.addEventListener('abort', () => clearTimeout(timer));
    const options = { once: true, signal: settled.signal };
    signal.addEventListener('abort', () => reject(signal.reason), options);
    document.addEventListener(
      answerEvent(nonce),
      (event) => resolve('detail' in event ? event.detail : undefined),
      options,
    );
    const question: PageQuestion = { nonce };
    document.dispatchEvent(new CustomEvent(askEvent, { detail: JSON.stringify(question) }));
  }).finally(() => settled.abort());
}
