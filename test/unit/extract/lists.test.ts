import { describe, expect, it, test } from 'vitest';
import { fetchListPage } from '../../../src/extract/youtube/fetch-list-page';
import { continuationCall } from '../../../src/extract/youtube/innertube-request';
import { listOf } from '../../../src/extract/youtube/list-address';
import { readEntries } from '../../../src/extract/youtube/read-entries';

const site = 'https://www.youtube.com';

test.each([
  [`${site}/playlist?list=PLabc-_1`, 'playlist', 'PLabc-_1', `${site}/playlist?list=PLabc-_1`],
  [
    'https://music.youtube.com/playlist?list=OLAK5',
    'playlist',
    'OLAK5',
    `${site}/playlist?list=OLAK5`,
  ],
  [`${site}/@some.one`, 'channel', '@some.one/videos', `${site}/@some.one/videos`],
  [`${site}/@some.one/featured?x=1`, 'channel', '@some.one/videos', `${site}/@some.one/videos`],
  [
    `${site}/channel/UCabc/shorts`,
    'channel',
    'channel/UCabc/shorts',
    `${site}/channel/UCabc/shorts`,
  ],
  [`${site}/c/Name/streams`, 'channel', 'c/Name/streams', `${site}/c/Name/streams`],
])('%s is a list', (address, kind, id, url) => {
  expect(listOf(address)).toEqual({ kind, id, url });
});

test.each([
  `${site}/watch?v=aaaaaaaaaaa&list=PLabc`,
  `${site}/playlist`,
  `${site}/playlist?list=../x`,
  `${site}/@some.one/community`,
  `${site}/shorts/aaaaaaaaaaa`,
  'https://www.youtube-nocookie.com/playlist?list=PLabc',
  'https://evil.example/playlist?list=PLabc',
])('%s is none', (address) => {
  expect(listOf(address)).toBeUndefined();
});

const ids = (answer: unknown) => readEntries(answer).entries.map(({ id }) => id);
const a = 'aaaaaaaaaaa';
const b = 'bbbbbbbbbbb';
const lockup = (contentId: string, contentType = 'LOCKUP_CONTENT_TYPE_VIDEO') => ({
  lockupViewModel: {
    contentId,
    contentType,
    contentImage: {
      x: [
        { thumbnailBadgeViewModel: { text: 'LIVE' } },
        { thumbnailBadgeViewModel: { text: '1:02:03' } },
      ],
    },
    metadata: { lockupMetadataViewModel: { title: { content: 'L' } } },
  },
});
const command = (token: string) => ({ continuationCommand: { token } });

describe('the videos of a list', () => {
  it('are found in every form', () => {
    const answer = [
      {
        playlistVideoRenderer: {
          videoId: a,
          title: { runs: [{ text: 'R' }] },
          lengthText: { simpleText: '4:05' },
        },
      },
      { richItemRenderer: { content: lockup(b) } },
      {
        shortsLockupViewModel: {
          onTap: { innertubeCommand: { reelWatchEndpoint: { videoId: 'ccccccccccc' } } },
          overlayMetadata: { primaryText: { content: 'S' } },
        },
      },
      { gridVideoRenderer: { videoId: 'ddddddddddd', title: { simpleText: 'G' } } },
    ];
    expect(readEntries(answer).entries).toEqual([
      { id: a, title: 'R', durationSeconds: 245 },
      { id: b, title: 'L', durationSeconds: 3_723 },
      { id: 'ccccccccccc', title: 'S' },
      { id: 'ddddddddddd', title: 'G' },
    ]);
  });

  it('are each there once, and playlists and strange ids are none', () => {
    expect(
      ids([lockup(a), lockup(b, 'LOCKUP_CONTENT_TYPE_PLAYLIST'), lockup('../etc'), lockup(a)]),
    ).toEqual([a]);
  });

  it.each([
    [{ continuationItemRenderer: { continuationEndpoint: command('T') } }],
    [
      {
        continuationItemRenderer: {
          continuationEndpoint: { commandExecutorCommand: { commands: [{}, command('T')] } },
        },
      },
    ],
    [{ continuationItemViewModel: { continuationCommand: { innertubeCommand: command('T') } } }],
  ])('go on by what stands behind them: %j', (more) => {
    const elsewhere = { continuationItemRenderer: { continuationEndpoint: command('other') } };
    const page = { contents: [{ inner: [lockup(a), more] }, elsewhere], more: [elsewhere] };
    expect(readEntries(page).continuation).toBe('T');
    expect(readEntries([elsewhere]).continuation).toBeUndefined();
  });

  it('end where data nest without end', () => {
    let deep: unknown = lockup(a);
    for (let at = 0; at < 5_000; at += 1) deep = [deep];
    expect(ids(deep)).toEqual([]);
  });
});

const page = (data: object, config = { VISITOR_DATA: 'vis', INNERTUBE_CONTEXT_CLIENT_NAME: 1 }) =>
  `<script>ytcfg.set(${JSON.stringify(config)});</script><script>var ytInitialData = ${JSON.stringify(data)};</script>`;
const fetched = (answer: () => Response) =>
  fetchListPage(async () => answer(), `${site}/playlist?list=PLx`, AbortSignal.timeout(1_000));

test('a list’s page: its title, its videos, and who asks for the rest', async () => {
  const data = {
    contents: [lockup(a), { continuationItemRenderer: { continuationEndpoint: command('T') } }],
    metadata: { playlistMetadataRenderer: { title: 'Mine' } },
  };
  const list = await fetched(() => new Response(page(data)));
  expect(list).toMatchObject({ title: 'Mine', continuation: 'T', client: { visitorData: 'vis' } });
  const call = continuationCall(list.client, 'T');
  expect(call).toMatchObject({ endpoint: 'browse', headers: { 'X-Goog-Visitor-Id': 'vis' } });
  expect(JSON.parse(call.body)).toMatchObject({ continuation: 'T' });
});

test.each([
  [() => new Response(page({})), 'list-empty'],
  [() => new Response('<html>'), 'json-not-found'],
  [() => new Response('', { status: 429 }), 'http-429'],
  [() => new Response('', { status: 404 }), 'http-404'],
  [() => new Response('', { status: 302 }), 'page-not-reachable'],
])('what is no list has its code: %#', async (answer, code) => {
  await expect(fetched(answer)).rejects.toMatchObject({ code });
});
