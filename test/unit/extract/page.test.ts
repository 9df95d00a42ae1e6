import { expect, test, vi } from 'vitest';
import { readYoutubePage } from '../../../src/extract/youtube/page';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { fakePageView, otherId, playable, player, videoId } from '../../helpers/fake-page-view';

const inText = (response: unknown) => `var ytInitialPlayerResponse = ${JSON.stringify(response)};`;
const titled = (title: string) => expect.objectContaining({ videoDetails: { videoId, title } });

test('the player goes before the window, the window before the text', () => {
  const globals = { ytInitialPlayerResponse: playable('window') };
  const text = inText(playable('text'));
  const all = fakePageView({ players: [player(playable('player'))], globals, text });
  expect(readYoutubePage(all)).toMatchObject({ videoId, playerResponse: titled('player') });
  expect(readYoutubePage(fakePageView({ globals, text }))).toMatchObject({
    playerResponse: titled('window'),
  });
  expect(readYoutubePage(fakePageView({ text }))).toMatchObject({ playerResponse: titled('text') });
});

test("another video's data is passed over, and is never answered", () => {
  const stale = playable('stale', otherId);
  const fresh = fakePageView({
    players: [player(stale)],
    globals: {
      ytInitialPlayerResponse: stale,
      ytplayer: { config: { args: { raw_player_response: playable('args') } } },
    },
  });
  expect(readYoutubePage(fresh)).toMatchObject({ playerResponse: titled('args') });
  const allStale = fakePageView({ players: [player(stale)], text: inText(stale) });
  expect(readYoutubePage(allStale)).toEqual({ error: 'other-video' });
});

test('of two players the one that has the video is heard', () => {
  const players = [player(playable('left over', otherId)), player(playable('here'))];
  expect(readYoutubePage(fakePageView({ players }))).toMatchObject({
    playerResponse: titled('here'),
  });
});

test('a refusal that names no video counts for the video the page was loaded for, and no other', () => {
  const refused = { playabilityStatus: { status: 'LOGIN_REQUIRED', messages: ['Private.'] } };
  const text = inText(refused);
  expect(readYoutubePage(fakePageView({ text }))).toMatchObject({ playerResponse: refused });
  const movedOn = { text, loadedUrl: watchUrl(otherId) };
  expect(readYoutubePage(fakePageView(movedOn))).toEqual({ error: 'no-player-data' });
  const saying = (id: string) =>
    fakePageView({ ...movedOn, text: '', players: [player(refused, id)] });
  expect(readYoutubePage(saying(videoId))).toMatchObject({ playerResponse: refused });
  expect(readYoutubePage(saying(otherId))).toEqual({ error: 'other-video' });
});

test('a branch that the first source lacks comes from the next', () => {
  const args = { player_response: JSON.stringify(playable('args')), video_id: videoId };
  const text = `${inText({ videoDetails: { videoId, title: 'first' } })}ytplayer.config = ${JSON.stringify({ args })};ytplayer.load = 1`;
  expect(readYoutubePage(fakePageView({ text }))).toMatchObject({
    playerResponse: { ...playable('first'), videoDetails: { videoId, title: 'first' } },
  });
});

test('stream maps, player script and timestamp come from ytplayer.config', () => {
  const config = {
    args: { video_id: videoId, title: 'Old', url_encoded_fmt_stream_map: 'itag=18', x: 1 },
    assets: { js: '//s.ytimg.com/yts/jsbin/p.js' },
    sts: 16708,
  };
  const text = `ytplayer.config = ${JSON.stringify(config)};ytplayer.load = function(){}`;
  const { x: _x, ...args } = config.args;
  expect(readYoutubePage(fakePageView({ text }))).toMatchObject({
    args,
    playerUrl: '//s.ytimg.com/yts/jsbin/p.js',
    sts: 16708,
  });
});

test.each([
  [
    'in the window',
    {
      globals: {
        ytcfg: {
          data_: {
            PLAYER_JS_URL: '/s/player/x/base.js',
            STS: 1,
            VISITOR_DATA: 'v',
            INNERTUBE_CLIENT_VERSION: '2',
          },
        },
      },
    },
  ],
  [
    'in yt.config_',
    {
      globals: {
        yt: {
          config_: {
            PLAYER_JS_URL: '/s/player/x/base.js',
            STS: 1,
            VISITOR_DATA: 'v',
            INNERTUBE_CLIENT_VERSION: '2',
          },
        },
      },
    },
  ],
  [
    'in the text',
    {
      text: `ytcfg.set('A', 1);ytcfg.set({"STS":1,"VISITOR_DATA":"v"});ytcfg.set({"INNERTUBE_CLIENT_VERSION":"2","WEB_PLAYER_CONTEXT_CONFIGS":{"ANY":{"jsUrl":"/s/player/x/base.js"}}})`,
    },
  ],
])('ytcfg %s names the player, timestamp, visitor and client', (_where, given) => {
  const view = fakePageView({ ...given, players: [player(playable('x'))] });
  expect(readYoutubePage(view)).toMatchObject({
    playerUrl: '/s/player/x/base.js',
    sts: 1,
    visitorData: 'v',
    clientVersion: '2',
  });
});

test('the text is not read when the window has enough', () => {
  const globals = { ytcfg: { data_: { PLAYER_JS_URL: '/s/player/x/base.js' } } };
  const view = fakePageView({ players: [player(playable('x'))], globals });
  const text = vi.spyOn(view, 'text');
  readYoutubePage(view);
  expect(text).not.toHaveBeenCalled();
});

test('markup of old pages tells of age and absence, of the loaded video alone', () => {
  const given = { meta: { 'og:restrictions:age': '18+' }, notice: 'Content Warning' };
  expect(readYoutubePage(fakePageView(given))).toMatchObject({
    ageRestricted: true,
    notice: 'Content Warning',
  });
  expect(readYoutubePage(fakePageView({ ...given, loadedUrl: watchUrl(otherId) }))).toEqual({
    error: 'no-player-data',
  });
});

test.each([
  ['not-a-video-page', { url: 'https://www.youtube.com/feed/history' }],
  ['no-player-data', {}],
  ['no-player-data', { text: 'var ytInitialData = {};' }],
  ['json-not-found', { text: 'ytplayer.config = ;ytplayer.load()' }],
  ['json-cut-off', { text: 'var ytInitialPlayerResponse = {"videoDetails":{"videoId":"a' }],
  ['page-data-invalid', { text: 'ytplayer.config = {"args":"\\uZZZZ"};' }],
])('%s', (error, given) => {
  expect(readYoutubePage(fakePageView(given))).toEqual({ error });
});

test('hostile objects in the window leave the text to read', () => {
  const refuse = () => {
    throw new Error('no');
  };
  const hostile = new Proxy({}, { get: refuse, getPrototypeOf: refuse, ownKeys: refuse });
  const globals = { ytplayer: hostile, ytcfg: hostile, yt: hostile };
  const view = fakePageView({
    globals,
    players: [player(hostile)],
    text: inText(playable('text')),
  });
  expect(readYoutubePage(view)).toMatchObject({ playerResponse: titled('text') });
});

test('what the streaming protocol is asked with comes from the response that has the formats', () => {
  const config = (videoPlaybackUstreamerConfig: string) => ({
    mediaCommonConfig: { mediaUstreamerRequestConfig: { videoPlaybackUstreamerConfig } },
  });
  const bare = { videoDetails: { videoId }, playerConfig: config('stale') };
  const full = { ...playable('full'), playerConfig: config('own') };
  const view = fakePageView({
    players: [player(bare)],
    globals: { ytInitialPlayerResponse: full },
  });
  expect(readYoutubePage(view)).toMatchObject({ playerResponse: { playerConfig: config('own') } });
});

test('the advertisements are those of the response that has the addresses', () => {
  const ads = (name: string) => ({
    adPlacements: [
      {
        adPlacementRenderer: {
          config: { adPlacementConfig: { kind: 'AD_PLACEMENT_KIND_START' } },
          renderer: { instreamVideoAdRenderer: { playerVars: name } },
        },
      },
    ],
  });
  const { streamingData, ...bare } = playable('player');
  const view = fakePageView({
    players: [player({ ...bare, ...ads('of the bare one') })],
    globals: {
      ytInitialPlayerResponse: { ...playable('window'), ...ads('of the one with media') },
    },
  });
  expect(readYoutubePage(view)).toMatchObject({
    playerResponse: { streamingData, ...ads('of the one with media') },
  });
});

test('ytcfg says who the page is and whose session it has, the window before the text', () => {
  const data = {
    PLAYER_JS_URL: '/s/player/x/base.js',
    INNERTUBE_CONTEXT_CLIENT_NAME: 67,
    HL: 'en-GB',
    GL: 'GB',
    LOGGED_IN: true,
    SESSION_INDEX: '1',
    DELEGATED_SESSION_ID: 'D',
    DATASYNC_ID: 'D||U',
    SOMETHING_ELSE: 'never taken along',
  };
  const session = {
    clientNumber: 67,
    hl: 'en-GB',
    gl: 'GB',
    loggedIn: true,
    sessionIndex: '1',
    delegatedSessionId: 'D',
    dataSyncId: 'D||U',
  };
  const players = [player(playable('x'))];
  const inWindow = readYoutubePage(fakePageView({ players, globals: { ytcfg: { data_: data } } }));
  expect(inWindow).toMatchObject(session);
  expect(JSON.stringify(inWindow)).not.toContain('never taken along');
  const text = `ytcfg.set(${JSON.stringify(data)});ytcfg.set({"HL":"fr"})`;
  const globals = { ytcfg: { data_: { HL: 'ko' } } };
  expect(readYoutubePage(fakePageView({ players, globals, text }))).toMatchObject({
    ...session,
    hl: 'ko',
  });
});
