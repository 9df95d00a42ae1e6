import { answerEvent, askEvent, type PageQuestion } from '../extract/page-events';
import { readYoutubePage } from '../extract/youtube/page';
import type { PageAnswer } from '../extract/youtube/page-answer';
import { readWhenReady } from './read-when-ready';
import { windowView } from './window-view';

const send = (event: string, detail: string) =>
  document.dispatchEvent(new CustomEvent(event, { detail }));

function onAsk(event: Event): void {
  const question = readQuestion(event);
  if (question === undefined) return;
  if ('retire' in question) document.removeEventListener(askEvent, onAsk);
  else void answer(question.nonce);
}

function readQuestion(event: Event): PageQuestion | undefined {
  if (!('detail' in event) || typeof event.detail !== 'string') return undefined;
  try {
    const { nonce, retire } = JSON.parse(event.detail);
    if (retire === true) return { retire };
    return typeof nonce === 'string' ? { nonce } : undefined;
  } catch {
    return undefined;
  }
}

function readAnyPage(): PageAnswer {
  try {
    return readYoutubePage(windowView);
  } catch {
    // The page has put its own things in the place of the browser's: there is no reading it.
    return { error: 'page-data-invalid' };
  }
}

async function answer(nonce: string): Promise<void> {
  const answer = await readWhenReady(
    readAnyPage,
    () => document.readyState === 'loading',
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  );
  send(answerEvent(nonce), JSON.stringify(answer));
}

// A copy from before an extension reload still listens: one of us is enough.
send(askEvent, JSON.stringify({ retire: true } satisfies PageQuestion));
document.addEventListener(askEvent, onAsk);
