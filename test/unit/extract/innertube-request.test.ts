import { describe, expect, test } from 'vitest';
import { clientNamed } from '../../../src/extract/youtube/clients';
import { innertubeCall, playerCall } from '../../../src/extract/youtube/innertube-request';
import { readEmbedPage } from '../../../src/extract/youtube/read-embed-page';
import { tokenBinding } from '../../../src/extract/youtube/token-binding';
import { videoId } from '../../helpers/fake-page-view';
import { pageData } from '../../helpers/page-data';

const said = {
  ...{ sts: 20_472, visitorData: 'Cgt%3D', clientNumber: 1, clientVersion: '2.20261101.00.00' },
  ...{ hl: 'ko', gl: 'KR', loggedIn: true, sessionIndex: '2', dataSyncId: 'CHANNEL||USER' },
};
const page = pageData(said);
const bodyOf = (call: { body: string }) => JSON.parse(call.body);

describe('playerCall', () => {
  test('asks as the client that the row tells of, in the language of the page, without cookies', () => {
    const call = playerCall(page, clientNamed('VISIONOS'), {});
    expect(call).toMatchObject({
      endpoint: 'player',
      credentials: 'omit',
      headers: {
        'X-Youtube-Client-Name': '101',
        'X-Youtube-Client-Version': '1.02',
        'X-Goog-Visitor-Id': 'Cgt%3D',
      },
    });
    expect(call).not.toHaveProperty('sign');
    expect(Object.keys(call.headers)).not.toContain('X-Goog-AuthUser');
    expect(bodyOf(call)).toEqual({
      context: {
        client: {
          clientName: 'VISIONOS',
          clientVersion: '1.02',
          deviceMake: 'Apple',
          deviceModel: 'RealityDevice17,1',
          osName: 'visionOS',
          osVersion: '26.5.23O471',
          userAgent: expect.stringContaining('Safari/605.1.15'),
          ...{ hl: 'ko', gl: 'KR', visitorData: 'Cgt%3D' },
        },
        user: { lockedSafetyMode: false },
        request: { useSsl: true },
      },
      videoId,
      playbackContext: { contentPlaybackContext: { html5Preference: 'HTML5_PREF_WANTS' } },
      contentCheckOk: true,
      racyCheckOk: true,
    });
  });

  test('embeds the embedded player somewhere, with what its page said', () => {
    const call = playerCall(page, clientNamed('WEB_EMBEDDED_PLAYER'), {
      encryptedHostFlags: 'FLAGS',
    });
    expect(bodyOf(call)).toMatchObject({
      context: { thirdParty: { embedUrl: 'https://www.reddit.com/' } },
      playbackContext: {
        contentPlaybackContext: { signatureTimestamp: 20_472, encryptedHostFlags: 'FLAGS' },
      },
    });
  });

  test('signs for who is logged in, as the account and the channel that the page acts as', () => {
    const call = playerCall(page, clientNamed('WEB_CREATOR'), {});
    expect(call).toMatchObject({
      credentials: 'include',
      sign: { userSessionId: 'USER' },
      headers: { 'X-Goog-AuthUser': '2', 'X-Goog-PageId': 'CHANNEL' },
    });
    const alone = playerCall(
      pageData({ ...said, dataSyncId: 'USER||', sessionIndex: undefined }),
      clientNamed('WEB_CREATOR'),
      {},
    );
    expect(alone).toMatchObject({
      sign: { userSessionId: 'USER' },
      headers: { 'X-Goog-AuthUser': '0' },
    });
    expect(alone.headers).not.toHaveProperty('X-Goog-PageId');
    const out = playerCall(pageData({ ...said, loggedIn: false }), clientNamed('WEB_CREATOR'), {});
    expect(out).not.toHaveProperty('sign');
  });

  test("the page's own client asks with the page's version; a reload and a token go along", () => {
    const call = playerCall(page, clientNamed('WEB'), { reloadToken: 'R', poToken: 'P' });
    expect(call.headers['X-Youtube-Client-Version']).toBe('2.20261101.00.00');
    expect(bodyOf(call)).toMatchObject({
      context: { client: { clientVersion: '2.20261101.00.00' } },
      playbackContext: { reloadPlaybackContext: { reloadPlaybackParams: { token: 'R' } } },
      serviceIntegrityDimensions: { poToken: 'P' },
    });
  });

  test('other endpoints take the same context', () => {
    const call = innertubeCall('browse', pageData({}), clientNamed('WEB'), { browseId: 'VL1' });
    expect(call.endpoint).toBe('browse');
    expect(bodyOf(call)).toMatchObject({
      browseId: 'VL1',
      context: { client: { clientName: 'WEB', clientVersion: '2.20260708.00.00', hl: 'en' } },
    });
  });

  test.each([
    ['visitorData', 'a b'],
    ['hl', 'en\r\nX-Evil: 1'],
    ['gl', '한국'],
    ['dataSyncId', 'a\u0000'],
    ['clientVersion', '2.0\n'],
    ['delegatedSessionId', 'x'.repeat(101)],
    ['sessionIndex', -1],
    ['clientNumber', 'WEB'],
    ['loggedIn', 'yes'],
  ])('a page that says something else for %s says nothing', (field, value) => {
    expect(pageData({ [field]: value })).not.toHaveProperty(field, value);
  });
});

describe('tokenBinding', () => {
  const session = { isPremium: false, saysForKids: false };
  const bound = (name: Parameters<typeof clientNamed>[0], more = {}, from = page) =>
    tokenBinding(clientNamed(name), from, { ...session, ...more });

  test('the video, where the page does not say otherwise', () => {
    expect(tokenBinding(clientNamed('WEB'), page, undefined)).toBe(videoId);
    expect(bound('WEB', { isBoundToVideo: true })).toBe(videoId);
  });

  test('the session of the account or of the visitor, where the page or the client wants it', () => {
    expect(bound('WEB', { isBoundToVideo: false })).toBe('CHANNEL||USER');
    expect(bound('WEB_REMIX', { isBoundToVideo: true })).toBe('CHANNEL||USER');
    expect(bound('WEB_REMIX', {}, pageData({ ...said, loggedIn: false }))).toBe('Cgt%3D');
    expect(bound('TVHTML5_SIMPLY')).toBe('Cgt%3D');
    expect(bound('TVHTML5_SIMPLY', {}, pageData({}))).toBeUndefined();
  });

  test('nothing, where no token is wanted', () => {
    expect(bound('VISIONOS')).toBeUndefined();
    expect(bound('WEB', { isPremium: true })).toBeUndefined();
    expect(bound('TVHTML5_SIMPLY', { isPremium: true })).toBe('Cgt%3D');
  });
});

describe('readEmbedPage', () => {
  const html = (config: unknown) =>
    `<script>ytcfg.set({"A":1});ytcfg.set(${JSON.stringify(config)});</script>`;
  const config = (encryptedHostFlags: unknown) => ({
    WEB_PLAYER_CONTEXT_CONFIGS: {
      WEB_PLAYER_CONTEXT_CONFIG_ID_EMBEDDED_PLAYER: { encryptedHostFlags },
    },
  });

  test('finds what the embedded player has to send', () => {
    expect(readEmbedPage(html(config('AD5Z-x_')))).toEqual({ encryptedHostFlags: 'AD5Z-x_' });
  });

  test.each([
    [''],
    [html({})],
    [html(config(7))],
    [html(config('a b'))],
    [html(config('x'.repeat(2_001)))],
    ['ytcfg.set({"WEB_PLAYER'],
  ])('finds nothing where nothing is %#', (text) => {
    expect(readEmbedPage(text)).toEqual({});
  });
});
