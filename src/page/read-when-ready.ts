import type { PageAnswer } from '../extract/youtube/page-answer';

const stepMs = 100;
/** After an SPA navigation the player has the new video's data in well under this. */
const longestWaitMs = 3_000;

/**
 * Reads, and reads again every 100 ms for up to 3 s while the answer can still change: the page has gone
 * on to a video that its player does not have yet, or is still being loaded.
 */
export async function readWhenReady(
  read: () => PageAnswer,
  isLoading: () => boolean,
  pause: (ms: number) => Promise<void>,
): Promise<PageAnswer> {
  let answer = read();
  for (let waited = 0; waited < longestWaitMs && mayChange(answer, isLoading()); waited += stepMs) {
    await pause(stepMs);
    answer = read();
  }
  return answer;
}

const mayChange = (answer: PageAnswer, loading: boolean): boolean =>
  'error' in answer && (answer.error === 'other-video' || loading);
