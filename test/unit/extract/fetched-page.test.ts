import { expect, test } from 'vitest';
import { fetchedPage } from '../../../src/extract/youtube/fetched-page';
import { readYoutubePage } from '../../../src/extract/youtube/page';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { playable, videoId } from '../../helpers/fake-page-view';

const view = (html: string) => fetchedPage(html, watchUrl(videoId));

test('its inline scripts are the text, those with an address are not', () => {
  const html =
    '<head><script nonce="a">var one = "<b>";</script><script src="/x.js"></script>' +
    '<script async src = "/y.js">never run</script><SCRIPT>old()</SCRIPT><script>var two;</script>';
  expect(view(html).text()).toBe('var one = "<b>";\nvar two;');
});

test('a page that the network cut off ends in the script where it was cut', () => {
  expect(view('<script>var a;</script><script>var ytIni').text()).toBe('var a;\nvar ytIni');
  expect(view('<script>var a;</script><script nonce="').text()).toBe('var a;');
});

test('is read like a real page: the video of its address', () => {
  const data = JSON.stringify(playable('from the text'));
  const html = `<html><script>var ytInitialPlayerResponse = ${data};</script></html>`;
  expect(readYoutubePage(view(html))).toMatchObject({
    videoId,
    playerResponse: { videoDetails: { title: 'from the text' } },
  });
});

test('says what the markup says in the player’s place, where it is shown', () => {
  const notice = (classes: string) =>
    `<div id="player-unavailable" class="${classes}"><h1 id="unavailable-message" class="m">\n Not  here. </h1>`;
  expect(view(notice('player')).notice()).toBe('Not here.');
  expect(view(notice('player hid')).notice()).toBeUndefined();
  expect(view('').notice()).toBeUndefined();
  const meta = '<meta property="og:restrictions:age" content="18+">';
  expect(view(meta).metaContent('og:restrictions:age')).toBe('18+');
  expect(view(meta).metaContent('og:title')).toBeUndefined();
});

test.each([
  '<script',
  '<script>',
  '<script src=',
  '<script></script',
  '<meta property="og:title" content=',
  '<meta         ',
  'id="unavailable-message" ',
  'id="player-unavailable" class="',
])('ten million characters of %s take no time to speak of', (piece) => {
  const html = piece.repeat(Math.ceil(10_000_000 / piece.length));
  const start = performance.now();
  const hostile = view(html);
  hostile.text();
  hostile.notice();
  hostile.metaContent('og:title');
  expect(performance.now() - start).toBeLessThan(2_000);
});
