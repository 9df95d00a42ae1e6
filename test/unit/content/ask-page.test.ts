import { afterEach, expect, test, vi } from 'vitest';
import { askPage } from '../../../src/content/ask-page';
import { answerEvent, askEvent } from '../../../src/extract/page-events';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { otherId, videoId } from '../../helpers/fake-page-view';

afterEach(() => vi.useRealTimers());

const page = (says: object = {}) =>
  JSON.stringify({ site: 'youtube', pageUrl: watchUrl(videoId), videoId, ...says });
const never = () => new AbortController().signal;

/** A document whose page world does this when it is asked. */
function documentThat(
  onAsk: (nonce: string, send: (event: string, detail: unknown) => void) => void,
) {
  const document = Object.assign(new EventTarget(), { URL: watchUrl(videoId) });
  document.addEventListener(askEvent, (event) => {
    const { nonce } = JSON.parse(event instanceof CustomEvent ? event.detail : '');
    onAsk(nonce, (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail })));
  });
  return document;
}
const answering = (...details: unknown[]) =>
  documentThat((nonce, send) => {
    for (const detail of details) send(answerEvent(nonce), detail);
  });

test('gives what the page answered, parsed', async () => {
  const asked = askPage(answering(page({ sts: '18600', evil: 1 })), never());
  expect(await asked).toEqual({
    site: 'youtube',
    pageUrl: watchUrl(videoId),
    videoId,
    sts: 18_600,
  });
});

test('takes one answer: what a page sends after it is not heard', async () => {
  const document = answering(page({ notice: 'first' }), page({ notice: 'second' }), 'garbage');
  expect(await askPage(document, never())).toMatchObject({ notice: 'first' });
});

test('an answer to another question is none', async () => {
  vi.useFakeTimers();
  const document = documentThat((_nonce, send) => {
    send(answerEvent('guessed'), page());
    send(askEvent.replace('ask', 'answer'), page());
  });
  const asked = askPage(document, never()).catch((thrown: unknown) => thrown);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await asked).toMatchObject({ code: 'page-not-responding' });
});

test('two questions at once get each their own answer', async () => {
  const document = documentThat((nonce, send) =>
    setTimeout(() => send(answerEvent(nonce), page({ notice: nonce })), 1),
  );
  const [one, two] = await Promise.all([askPage(document, never()), askPage(document, never())]);
  expect(one.notice).not.toBe(two.notice);
});

test.each([
  ['page-data-invalid', 'an object', { site: 'youtube' }],
  ['page-data-invalid', 'nothing', undefined],
  ['page-data-invalid', 'a String object', Object('{}')],
  ['page-data-invalid', 'a deep text', '['.repeat(1_000_000)],
  ['page-data-too-large', '50 MB', ' '.repeat(50_000_000)],
  ['json-not-found', 'the code of the reader', '{"error":"json-not-found"}'],
  [
    'other-video',
    'a page of another address',
    page({ pageUrl: watchUrl(otherId), videoId: otherId }),
  ],
])('%s: %s', async (code, _what, detail) => {
  await expect(askPage(answering(detail), never())).rejects.toMatchObject({ code });
});

test('an event that is no CustomEvent carries no answer', async () => {
  const document: EventTarget & { URL: string } = documentThat((nonce) =>
    document.dispatchEvent(new Event(answerEvent(nonce))),
  );
  await expect(askPage(document, never())).rejects.toMatchObject({ code: 'page-data-invalid' });
});

test('an abort ends the wait', async () => {
  const controller = new AbortController();
  const asked = askPage(
    documentThat(() => undefined),
    controller.signal,
  );
  controller.abort(new Error('closed'));
  await expect(asked).rejects.toThrow('closed');
  await expect(
    askPage(
      documentThat(() => undefined),
      controller.signal,
    ),
  ).rejects.toThrow('closed');
});
