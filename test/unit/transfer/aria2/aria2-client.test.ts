import { describe, expect, test } from 'vitest';
import { aria2Client } from '../../../../src/transfer/aria2/aria2-client';
import { aria2Failure, mayHaveExpired } from '../../../../src/transfer/aria2/aria2-failure';
import { readStatus } from '../../../../src/transfer/aria2/aria2-status';
import type { Exchange } from '../../../../src/transfer/aria2/json-rpc';

const { signal } = new AbortController();
const code = (expected: string) => expect.objectContaining({ code: expected });

/** Somebody who answers every question with this, under its id. */
function answering(answer: object) {
  const asked: { method: string; params: unknown[] }[] = [];
  const exchange: Exchange = async (question, isAnswer) => {
    const { id, ...call } = JSON.parse(question);
    asked.push(call);
    const text = JSON.stringify({ jsonrpc: '2.0', id, ...answer });
    expect(isAnswer(text)).toBe(true);
    expect(isAnswer('{"jsonrpc":"2.0","method":"aria2.onDownloadStart","params":[]}')).toBe(false);
    return text;
  };
  return { client: aria2Client(exchange, 's3cret'), asked };
}

/** As aria2 1.36 tells it of a download in its middle. */
const active = {
  status: 'active',
  completedLength: '32768',
  totalLength: '5672646',
  downloadSpeed: '20480',
  dir: '/srv/video',
  files: [
    {
      path: '/srv/video/Imgur/harbour.mp4',
      uris: [
        { status: 'used', uri: 'https://i.imgur.com/harbr18.mp4' },
        { status: 'waiting', uri: 'https://i.imgur.com/harbr18.mp4' },
      ],
    },
  ],
};

describe('what is asked', () => {
  test('carries the secret first, and a file with all that it needs', async () => {
    const { client, asked } = answering({ result: '0123456789abcdef' });
    const url = 'https://i.imgur.com/harbr18.mp4';
    await client.add(
      {
        ...{ url, gid: '0123456789abcdef', name: 'Imgur/harbour.mp4', folder: '/srv/video' },
        ...{ referer: 'https://imgur.com/', userAgent: 'Browser/1', md5: 'ab', continues: true },
      },
      signal,
    );
    const options = {
      ...{ gid: '0123456789abcdef', out: 'Imgur/harbour.mp4', dir: '/srv/video' },
      ...{ referer: 'https://imgur.com/', 'user-agent': 'Browser/1' },
      ...{ checksum: 'md5=ab', continue: 'true' },
    };
    expect(asked).toEqual([
      { jsonrpc: '2.0', method: 'aria2.addUri', params: ['token:s3cret', [url], options] },
    ]);
  });

  test('where aria2 saves by itself is left to it', async () => {
    const { client, asked } = answering({ result: '0' });
    await client.add({ url: 'https://a/', gid: '1', name: 'a.mp4', folder: '' }, signal);
    expect(asked[0]?.params[2]).toEqual({ gid: '1', out: 'a.mp4' });
  });

  test('many are told at once, and one that is not known costs only itself', async () => {
    const { client } = answering({
      result: [[active], { code: 1, message: 'GID 00000000000000aa is not found' }, ['nonsense']],
    });
    expect(await client.tell(['a', 'b', 'c'], signal)).toEqual([
      expect.objectContaining({ state: 'active' }),
      code('aria2-forgotten'),
      code('aria2-error'),
    ]);
  });
});

describe('whoever answers', () => {
  const refused = (message: string) => answering({ error: { code: 1, message } }).client;
  test.each([
    ['Unauthorized', 'aria2-refused'],
    ['GID 00000000000000aa is not found', 'aria2-forgotten'],
    ['No such download for GID#00000000000000aa', 'aria2-forgotten'],
    ['GID#00000000000000ab cannot be paused now', 'aria2-error'],
  ])('"%s" is %s', async (words, expected) => {
    await expect(refused(words).pause('a', signal)).rejects.toThrow(code(expected));
  });

  test('its words are told without addresses and paths', async () => {
    const words = 'Bad URI https://host/x?sig=1 in /home/me/Videos';
    await expect(refused(words).version(signal)).rejects.toThrow(
      expect.objectContaining({ facts: { answer: 'Bad URI … in …' } }),
    );
  });

  test.each(['', '<html>', '[]', '{"id":"other","result":1}', '{"result":{"version":"1"}}'])(
    'is not aria2 where it says %s',
    async (text) => {
      const client = aria2Client(async () => text, undefined);
      await expect(client.version(signal)).rejects.toThrow(code('aria2-unreachable'));
    },
  );

  test.each([null, 7, 'text', {}, { version: 7 }, { version: 'x'.repeat(101) }])(
    'says nothing with %j for a version',
    async (result) => {
      await expect(answering({ result }).client.version(signal)).rejects.toThrow(
        code('aria2-error'),
      );
    },
  );

  test.each([null, [], [[active]], 'text'])('says nothing with %j of two', async (result) => {
    await expect(answering({ result }).client.tell(['a', 'b'], signal)).rejects.toThrow(
      code('aria2-error'),
    );
  });
});

describe('a status', () => {
  test('has bytes as numbers, its place, and every address as often as aria2 has it', () => {
    expect(readStatus(active)).toEqual({
      state: 'active',
      received: 32_768,
      total: 5_672_646,
      speed: 20_480,
      place: { folder: '/srv/video', name: 'Imgur/harbour.mp4' },
      urls: ['https://i.imgur.com/harbr18.mp4', 'https://i.imgur.com/harbr18.mp4'],
    });
  });

  test('of Windows too; before anything is known there is neither total nor place', () => {
    const files = [{ path: 'D:\\Videos\\a.mp4', uris: [] }];
    expect(readStatus({ ...active, dir: 'D:\\Videos', files })?.place).toEqual({
      folder: 'D:\\Videos',
      name: 'a.mp4',
    });
    const none = { ...active, totalLength: '0', files: [{ path: '', uris: [] }] };
    const read = readStatus(none);
    expect(read).not.toHaveProperty('total');
    expect(read).not.toHaveProperty('place');
  });

  test.each([
    { ...active, status: 'flying' },
    { ...active, completedLength: -1 },
    { ...active, completedLength: '1e9' },
    { ...active, files: [] },
    { ...active, files: [{ path: 7, uris: [] }] },
    { ...active, dir: 'x'.repeat(20_001) },
    null,
    'active',
  ])('that is none is none: %#', (said) => {
    expect(readStatus(said)).toBeUndefined();
  });

  test.each([
    ['22', 'The response status is not successful. status=403', 'http-403', true],
    ['22', 'No URI available.', 'http-error', true],
    ['3', 'Resource not found', 'http-404', true],
    ['9', 'Not enough disk space available', 'disk-full', false],
    ['6', 'Network problem has occurred', 'network-lost', false],
    ['1', 'Failed to establish connection', 'aria2-error', false],
    ['32', 'Checksum error detected. file=/srv/a', 'length-mismatch', false],
  ])('given up with %s, "%s", is %s', (exit, words, expected, isOfAddress) => {
    const error = aria2Failure(exit, words);
    expect(error.code).toBe(expected);
    expect(JSON.stringify(error.facts)).not.toContain('/srv');
    expect(mayHaveExpired(error)).toBe(isOfAddress);
    const said = { ...active, status: 'error', errorCode: exit, errorMessage: words };
    expect(readStatus(said)).toMatchObject({ state: 'failed', error: { code: expected } });
  });
});
