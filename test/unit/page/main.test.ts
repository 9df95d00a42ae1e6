import { createContext, runInContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { answerEvent, askEvent } from '../../../src/extract/page-events';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { bundleScript } from '../../helpers/bundle-script';
import { otherId, playable, videoId } from '../../helpers/fake-page-view';

let script = '';
beforeAll(async () => {
  script = await bundleScript('src/page/main.iife.ts');
}, 30_000);

/** The MAIN world as far as the script knows it. */
function openPage() {
  const document = Object.assign(new EventTarget(), {
    readyState: 'complete',
    scripts: [] as { src: string; text: string }[],
    player: undefined as unknown,
    querySelector: (selector: string) => (selector === '#movie_player' ? document.player : null),
  });
  const listeners: string[] = [];
  const add = document.addEventListener.bind(document);
  const remove = document.removeEventListener.bind(document);
  const install = () => {
    document.addEventListener = (type: string, ...rest: [EventListener]) => {
      listeners.push(type);
      add(type, ...rest);
    };
    document.removeEventListener = (type: string, ...rest: [EventListener]) => {
      listeners.splice(listeners.indexOf(type), 1);
      remove(type, ...rest);
    };
    runInContext(script, world);
    document.addEventListener = add;
    document.removeEventListener = remove;
  };
  const location = { href: watchUrl(videoId) };
  const globals: Record<string, unknown> = {
    document,
    location,
    CustomEvent,
    URL,
    setTimeout,
    performance: { getEntriesByType: () => [{ name: watchUrl(videoId) }] },
  };
  globals.window = globals;
  const world = createContext(globals);
  const ask = (question: unknown = { nonce: 'n1' }) =>
    new Promise<unknown>((resolve) => {
      add(
        answerEvent('n1'),
        (event) => {
          resolve(
            event instanceof CustomEvent && typeof event.detail === 'string'
              ? JSON.parse(event.detail)
              : event,
          );
        },
        { once: true },
      );
      document.dispatchEvent(new CustomEvent(askEvent, { detail: JSON.stringify(question) }));
    });
  return { document, location, globals, listeners, install, ask };
}

test('weighs at most 10 KB and brings no validator along', () => {
  expect(new TextEncoder().encode(script).length).toBeLessThanOrEqual(10_240);
  expect(script.length).toBeGreaterThan(2_000);
  expect(script).not.toMatch(/valibot|safeParse|~standard/);
});

test('until it is asked it leaves one listener, no global, and reads nothing', () => {
  const { document, globals, listeners, install } = openPage();
  const before = Object.keys(globals);
  Object.defineProperty(document, 'scripts', {
    get: () => {
      throw new Error('read before it was asked');
    },
  });
  document.querySelector = () => {
    throw new Error('read before it was asked');
  };
  install();
  expect(listeners).toEqual([askEvent]);
  expect(Object.keys(globals)).toEqual(before);
});

test('answers with what the player says, as text', async () => {
  const { document, install, ask } = openPage();
  install();
  document.player = { getPlayerResponse: () => playable('from the player') };
  expect(await ask()).toMatchObject({
    site: 'youtube',
    videoId,
    playerResponse: { videoDetails: { title: 'from the player' } },
  });
});

test('answers from the inline scripts when the window has nothing', async () => {
  const { document, install, ask } = openPage();
  install();
  document.scripts = [
    { src: 'https://www.youtube.com/base.js', text: '' },
    {
      src: '',
      text: `var ytInitialPlayerResponse = ${JSON.stringify(playable('from the text'))};`,
    },
  ];
  expect(await ask()).toMatchObject({
    playerResponse: { videoDetails: { title: 'from the text' } },
  });
});

test('after an SPA navigation waits for the new video and never answers with the old', async () => {
  const { document, location, install, ask } = openPage();
  install();
  document.player = { getPlayerResponse: () => playable('old') };
  location.href = watchUrl(otherId);
  setTimeout(() => {
    document.player = { getPlayerResponse: () => playable('new', otherId) };
  }, 250);
  expect(await ask()).toMatchObject({
    videoId: otherId,
    playerResponse: { videoDetails: { videoId: otherId, title: 'new' } },
  });
});

test('a player that throws is passed over', async () => {
  const { document, install, ask } = openPage();
  install();
  document.player = {
    getPlayerResponse: () => {
      throw new Error('not ready');
    },
  };
  expect(await ask()).toEqual({ error: 'no-player-data' });
});

test('a page that broke its own document still gets an answer', async () => {
  const { document, install, ask } = openPage();
  install();
  document.querySelector = () => {
    throw new Error('replaced');
  };
  expect(await ask()).toEqual({ error: 'page-data-invalid' });
});

test('a newer copy silences the older one, and one answer comes', async () => {
  const { document, listeners, install, ask } = openPage();
  install();
  install();
  expect(listeners).toEqual([askEvent]);
  let answers = 0;
  document.addEventListener(answerEvent('n1'), () => answers++);
  await ask();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(answers).toBe(1);
});

test('questions that are none go unanswered, and the next is heard', async () => {
  const { document, install, ask } = openPage();
  install();
  for (const detail of ['{', 'null', '[]', '{"nonce":7}', undefined, { nonce: 'n1' }]) {
    document.dispatchEvent(new CustomEvent(askEvent, { detail }));
  }
  expect(await ask()).toEqual({ error: 'no-player-data' });
});
