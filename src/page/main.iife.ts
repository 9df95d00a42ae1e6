import { answerEvent, askEvent, type PageQuestion } from '../extract/page-events';
import { readYoutubePage } from '../extract/youtube/page';
import type { PageAnswer } from '../extract/youtube/page-answer';
import { solveInPage } from '../extract/youtube/solve-in-page';
import { readWhenReady } from './read-when-ready';
import { windowView } from './window-view';

const send = (event: string, detail: string) =>
  document.dispatchEvent(new CustomEvent(event, { detail }));

function onAsk(event: Event): void {
  const question = readQuestion(event);
  if (question === undefined) return;
  if ('retire' in question) document.removeEventListener(askEvent, onAsk);
  else if ('ns' in question) solve(question.nonce, question.ns);
  else void answer(question.nonce);
}

function readQuestion(event: Event): PageQuestion | undefined {
  if (!('detail' in event) || typeof event.detail !== 'string') return undefined;
  try {
    const { nonce, ns, retire } = JSON.parse(event.detail);
    if (retire === true) return { retire };
    if (typeof nonce !== 'string') return undefined;
    return Array.isArray(ns) ? { nonce, ns } : { nonce };
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

function solve(nonce: string, ns: readonly string[]): void {
  const solved = solveInPage(windowView.global('_yt_player'), ns);
  send(answerEvent(nonce), JSON.stringify(solved));
}

// A copy from before an extension reload still listens: one of us is enough.
send(askEvent, JSON.stringify({ retire: true } satisfies PageQuestion));
document.addEventListener(askEvent, onAsk);
