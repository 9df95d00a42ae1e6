import { afterAll, beforeAll, expect, test } from 'vitest';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const leadingNumber = (text: string) => Number.parseInt(text, 10);

test.each(['era2013maps', 'era2015adap', 'era2019resp', 'era2020sign', 'hdr2160best'])(
  '%s: the popup shows who made what, and every format as a row, best first',
  async (id) => {
    const video = videoOf(id);
    const popup = await (await (await world.watch(id)).popup()).ready();
    expect(await popup.title()).toBe(video.title);
    expect(await popup.page.$eval('.video-header', (header) => header.textContent)).toContain(
      video.channel,
    );
    const rows = await popup.rows();
    expect(rows).toHaveLength(video.itags.length);
    const pictures = rows.filter(({ quality }) => /^\d+p/.test(quality));
    const heights = pictures.map(({ quality }) => leadingNumber(quality));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(rows.slice(0, pictures.length)).toEqual(pictures);
    // A picture without sound of its own is paired; that it can be had alone is said beside it.
    expect(pictures.every(({ codecs }) => codecs.includes(' + '))).toBe(true);
    // What "Best" means is one click away: its row saves at once.
    expect(rows.map(({ quality }) => quality.includes('Best'))).toEqual(
      rows.map((_, at) => at === 0),
    );
    expect(rows.every(({ size }) => /^[\d.,]+ [kMG]B$/.test(size))).toBe(true);
  },
);
