import { expect, test, vi } from 'vitest';
import { type Decipher, resolveFormats } from '../../../src/extract/youtube/resolve-formats';
import type { Format, FormatSource } from '../../../src/formats/format';
import { makeFormat } from '../../../src/formats/make-format';
import { media } from '../../helpers/page-data';

const format = (itag: number, source: FormatSource): Format => {
  const made = makeFormat({ itag, source });
  if (made === undefined) throw new Error(`no profile of ${itag}`);
  return made;
};
const { signal } = new AbortController();
const upperCase: Decipher = async ({ signatures, ns }) => ({
  signatures: new Map(signatures.map((s) => [s, `${s.toUpperCase()}=`])),
  ns: new Map(ns.map((n) => [n, `${n}+solved`])),
});

test('signs under `sp`, solves n, and asks once for all', async () => {
  const decipher = vi.fn(upperCase);
  const resolved = await resolveFormats(
    [
      format(18, { kind: 'cipher', url: media('n=one&c=WEB'), s: 'abc', sp: 'sig' }),
      format(137, { kind: 'cipher', url: media('c=WEB&n=two'), s: 'def', sp: 'signature' }),
      format(140, { kind: 'url', url: media('sig=done&n=one') }),
      format(251, { kind: 'sabr' }),
    ],
    decipher,
    signal,
  );
  expect(decipher.mock.calls).toEqual([[{ signatures: ['abc', 'def'], ns: ['one', 'two'] }]]);
  expect([...resolved]).toEqual([
    ['18', media('n=one%2Bsolved&c=WEB&sig=ABC%3D')],
    ['137', media('c=WEB&n=two%2Bsolved&signature=DEF%3D')],
    ['140', media('sig=done&n=one%2Bsolved')],
  ]);
});

test('n in a path is solved too; parameters that end in n are not n', async () => {
  const base = 'https://manifest.googlevideo.com/api/manifest';
  const resolved = await resolveFormats(
    [
      format(18, { kind: 'url', url: `${base}/n/one/mn/x/file` }),
      format(22, { kind: 'url', url: media('mn=keep&sn=keep') }),
    ],
    upperCase,
    signal,
  );
  expect([...resolved.values()]).toEqual([
    `${base}/n/one%2Bsolved/mn/x/file`,
    media('mn=keep&sn=keep'),
  ]);
});

test('n is where the site writes it: neither in a value nor behind a `#`', async () => {
  const base = 'https://r1.googlevideo.com';
  const resolved = await resolveFormats(
    [
      format(18, { kind: 'url', url: media('xtags=a/n/x/b&n=one') }),
      format(22, { kind: 'url', url: media('src=/n/keep/&file=f') }),
      format(43, { kind: 'url', url: `${base}/n/two/file?src=/n/keep/` }),
      format(140, { kind: 'url', url: media('id=1#&n=keep/n/keep') }),
    ],
    upperCase,
    signal,
  );
  expect([...resolved.values()]).toEqual([
    media('xtags=a/n/x/b&n=one%2Bsolved'),
    media('src=/n/keep/&file=f'),
    `${base}/n/two%2Bsolved/file?src=/n/keep/`,
    media('id=1#&n=keep/n/keep'),
  ]);
});

test('nothing to solve, nobody is asked', async () => {
  const decipher = vi.fn(upperCase);
  await resolveFormats([format(18, { kind: 'url', url: media('sig=1') })], decipher, signal);
  expect(decipher).not.toHaveBeenCalled();
});

test('an answer that is missing, or that leads elsewhere, is refused', async () => {
  const silent: Decipher = async () => ({ signatures: new Map(), ns: new Map() });
  const ciphered = format(18, { kind: 'cipher', url: media('a=1'), s: 'abc', sp: 'sig' });
  await expect(resolveFormats([ciphered], silent, signal)).rejects.toMatchObject({
    code: 'unknown-cipher',
    facts: { kind: 'signature' },
  });
  const throttled = format(18, { kind: 'url', url: media('n=1') });
  await expect(resolveFormats([throttled], silent, signal)).rejects.toMatchObject({
    code: 'unknown-cipher',
    facts: { kind: 'n' },
  });
  const foreign = format(18, { kind: 'url', url: 'https://evil.example/' });
  await expect(resolveFormats([foreign], silent, signal)).rejects.toMatchObject({
    code: 'address-not-allowed',
  });
});

test('an abort ends it before and after the player was asked', async () => {
  const aborted = AbortSignal.abort(new Error('gone'));
  await expect(resolveFormats([], upperCase, aborted)).rejects.toThrow('gone');
  const controller = new AbortController();
  const slow: Decipher = async (challenges) => {
    controller.abort(new Error('meanwhile'));
    return upperCase(challenges);
  };
  const ciphered = format(18, { kind: 'cipher', url: media('a=1'), s: 'abc', sp: 'sig' });
  await expect(resolveFormats([ciphered], slow, controller.signal)).rejects.toThrow('meanwhile');
});
