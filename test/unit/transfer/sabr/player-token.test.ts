import { VideoPlaybackAbrRequest } from 'googlevideo/protos';
import { expect, test } from 'vitest';
import { playerToken } from '../../../../src/transfer/sabr/player-token';
import { noise } from '../rig';

const sent = (poToken?: Uint8Array): Uint8Array =>
  VideoPlaybackAbrRequest.encode({
    ...{ selectedFormatIds: [], bufferedRanges: [], field1000: [] },
    ...{ preferredAudioFormatIds: [], preferredVideoFormatIds: [], preferredSubtitleFormatIds: [] },
    streamerContext: {
      ...(poToken && { poToken }),
      ...{ sabrContexts: [], unsentSabrContexts: [] },
    },
  }).finish();

test('the token is read in the form that requests are made with', () => {
  const token = noise(110, 7);
  expect(playerToken(sent(token))).toBe(Buffer.from(token).toString('base64url'));
});

test.each([
  ['nothing', new Uint8Array()],
  ['no token', sent()],
  ['one that is too short', sent(noise(4))],
  ['one that is too long', sent(noise(6_001))],
  ['noise', noise(500, 3)],
  ['more than a request', new Uint8Array(1_000_001)],
])('%s is none', (_name, body) => {
  expect(playerToken(body)).toBeUndefined();
});
