import type { Page } from 'puppeteer-core';

/** Milliseconds since the navigation to the popup began. */
export interface PopupTimes {
  /** The popup's own code asks for the video. */
  readonly asked: number;
  readonly answered: number;
  /** The formats' rows are in the document. */
  readonly listed: number;
  /** The frame that shows them is done. */
  readonly shown: number;
}

/** Opens an address of the popup in this page and takes the times, from outside: the popup knows nothing of it. */
export async function timePopup(page: Page, address: string): Promise<PopupTimes> {
  await page.evaluateOnNewDocument(markPopup);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return page.evaluate(
    () =>
      new Promise<PopupTimes>((resolve) => {
        const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
        const observer = new PerformanceObserver((list) => {
          if (!list.getEntries().some(({ name }) => name === 'shown')) return;
          observer.disconnect();
          resolve({
            asked: at('asked'),
            answered: at('answered'),
            listed: at('listed'),
            shown: at('shown'),
          });
        });
        observer.observe({ type: 'mark', buffered: true });
      }),
  );
}

/** Runs in the popup's document before anything of its own. May use nothing but what is in it. */
function markPopup(): void {
  const runtime: { sendMessage(message: unknown): unknown } | undefined = (
    globalThis.browser ?? globalThis.chrome
  )?.runtime;
  if (runtime) {
    const send = runtime.sendMessage.bind(runtime);
    runtime.sendMessage = (message) => {
      const answer = send(message);
      const isQuestion =
        typeof message === 'object' &&
        message !== null &&
        'name' in message &&
        message.name === 'describePage';
      if (isQuestion) {
        performance.mark('asked');
        Promise.resolve(answer).then(
          () => performance.mark('answered'),
          () => performance.mark('answered'),
        );
      }
      return answer;
    };
  }
  const observer = new MutationObserver(() => {
    if (document.querySelector('.format-row') === null) return;
    observer.disconnect();
    performance.mark('listed');
    // A task queued in a frame's callback runs when that frame is done.
    requestAnimationFrame(() => setTimeout(() => performance.mark('shown')));
  });
  observer.observe(document, { childList: true, subtree: true });
}
