import { beforeAll, describe, expect, test } from 'vitest';
import { readImgurPage } from '../../../src/extract/imgur/read-page';
import { readTencentPage } from '../../../src/extract/tencent/read-page';
import { builtText, runInPage } from '../../helpers/page-world';

const built = { imgur: '', tencent: '' };
beforeAll(async () => {
  built.imgur = await builtText('src/extract/imgur/read-page.ts', 'readImgurPage');
  built.tencent = await builtText('src/extract/tencent/read-page.ts', 'readTencentPage');
}, 60_000);

/** What the browser lists as fetched. */
const fetched = (...names: string[]) => ({
  performance: { getEntriesByType: () => names.map((name) => ({ name })), now: () => 9_000 },
});
const asked = 'https://api.imgur.com/post/v1/media/abcde?client_id=0a1b2c3d4e5f678&include=media';
const question = 'https://h5vv.video.qq.com/getinfo?vid=x0offline01&cKey=A';

describe.each(['written', 'built'] as const)('by the text as it is %s', (made) => {
  const imgur = (page: Readonly<Record<string, unknown>>) =>
    runInPage(made === 'written' ? readImgurPage.toString() : built.imgur, page);
  const tencent = (page: Readonly<Record<string, unknown>>) =>
    runInPage(made === 'written' ? readTencentPage.toString() : built.tencent, page);

  test('imgur’s page says what it holds, else with which id it asks', async () => {
    expect(await imgur({ postDataJSON: '{"id":"abcde"}', ...fetched(asked) })).toEqual({
      post: '{"id":"abcde"}',
    });
    expect(await imgur(fetched('https://imgur.com/main.js', asked))).toEqual({
      clientId: '0a1b2c3d4e5f678',
    });
  });

  test('imgur’s page that has asked for nothing yet is given time', async () => {
    let looks = 0;
    const getEntriesByType = () => {
      looks += 1;
      return looks < 3 ? [] : [{ name: asked }];
    };
    expect(await imgur({ performance: { getEntriesByType } })).toHaveProperty('clientId');
    expect(looks).toBe(3);
  });

  test('v.qq.com’s page says which film it shows and how its player has asked, the last first', async () => {
    const info = { VIDEO_INFO: { vid: 'x0offline01', title: 'T' } };
    const earlier = 'https://vv.video.qq.com/getvinfo?vid=anAdvert01&cKey=B';
    const page = { ...info, ...fetched('https://evil.example/getinfo?', earlier, question) };
    expect(await tencent(page)).toEqual({
      vid: 'x0offline01',
      title: 'T',
      questions: [question, earlier],
    });
    expect(await tencent(fetched(question))).toEqual({ vid: 'x0offline01', questions: [question] });
    expect(await tencent({ VIDEO_INFO: 7, ...fetched() })).toEqual({ questions: [] });
  });

  test('v.qq.com’s player is given time while its page is young', async () => {
    let now = 2_700;
    const performance = {
      now: () => {
        now += 100;
        return now;
      },
      getEntriesByType: () => (now < 2_900 ? [] : [{ name: question }]),
    };
    expect(await tencent({ performance })).toMatchObject({ questions: [question] });
  });
});
