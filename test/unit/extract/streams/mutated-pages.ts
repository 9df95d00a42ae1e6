import { candidatesOf } from '../../../../src/extract/generic/candidates';
import { parsePage } from '../../../../src/extract/generic/page-schema';
import { codeOf } from './code-of';
import { chance, mutate } from './mutate';

const base = 'https://watch.example/films/one';
const described = { '@type': 'VideoObject', contentUrl: 'https://x.example/a.mp4', name: 'A' };
const seen = [{ url: 'https://cdn.example/play?id=7', type: 'application/dash+xml' }];
const pages = [
  {
    title: 'A film',
    players: [
      {
        ...{ tag: 'video', url: 'https://cdn.example/a.mp4', area: 100, width: 640, height: 360 },
        ...{ seconds: 5.5, isLocked: false, isFed: true },
        sources: [{ url: '/b.webm', type: 'video/webm' }],
      },
    ],
    fetched: ['https://cdn.example/a.m3u8?key=1', 'https://cdn.example/b.mpd'],
  },
  {
    title: 'A film',
    image: 'https://cdn.example/a.jpg',
    described: [JSON.stringify({ '@graph': [{ '@type': 'WebPage', video: [described] }] })],
    links: ['https://cdn.example/b.mp4', '/c.webm'],
    named: [
      { name: 'og:video', content: 'https://cdn.example/c.mp4' },
      { name: 'og:video:type', content: 'video/mp4' },
    ],
  },
].map((page) => JSON.stringify(page));

/** Damages what pages of any kind say and reads it. Throws what is no error of the family. `slowestMs`: the longest that one took. */
export function mutatedPages(
  times: number,
  seed: number,
): { lists: number; codes: number; slowestMs: number } {
  const random = chance(seed);
  const count = { lists: 0, codes: 0, slowestMs: 0 };
  for (let at = 0; at < times; at += 1) {
    const text = mutate(pages[at % pages.length] ?? '', random);
    const before = performance.now();
    const code = codeOf(() => candidatesOf(parsePage(text), base, at % 3 === 0 ? seen : []));
    count.slowestMs = Math.max(count.slowestMs, performance.now() - before);
    count[code === 'nothing' ? 'lists' : 'codes'] += 1;
  }
  return count;
}
