import { expect, test } from 'vitest';
import { SabrAccess } from '../../../../src/transfer/sabr/sabr-access';
import type { SabrDoubt, SabrSource } from '../../../../src/transfer/sabr/sabr-source';
import { sourceFor } from './sabr-rig';

const signal = new AbortController().signal;
const source = sourceFor();

function accessTo(first: SabrSource, answer: (doubt: SabrDoubt) => Promise<SabrSource>) {
  const asked: string[] = [];
  const state = { received: 0, now: 1_000_000 };
  const access = new SabrAccess(first, {
    renew: (doubt) => {
      asked.push(doubt.kind);
      return answer(doubt);
    },
    received: () => state.received,
    wallTime: () => state.now,
  });
  return { access, asked, state };
}

const fresh = async (): Promise<SabrSource> => ({ ...source });
const code = (name: string) => expect.objectContaining({ code: name });

test('all who doubt at once are answered by one', async () => {
  const { access, asked } = accessTo(source, fresh);
  const renewed = await Promise.all(
    [1, 2, 3].map(() => access.renew(source, { kind: 'moved' }, signal)),
  );
  expect(asked).toEqual(['moved']);
  expect(new Set(renewed).size).toBe(1);
  // Who comes late with the old one gets the new one.
  expect(await access.renew(source, { kind: 'moved' }, signal)).toBe(renewed[0]);
  expect(asked).toHaveLength(1);
});

test('the same doubt again has no remedy, unless something came since', async () => {
  const { access, asked, state } = accessTo(source, fresh);
  const second = await access.renew(source, { kind: 'moved' }, signal);
  await expect(access.renew(second, { kind: 'moved' }, signal)).rejects.toEqual(code('sabr-error'));
  const third = await access.renew(second, { kind: 'expired' }, signal);
  state.received += 1;
  await access.renew(third, { kind: 'moved' }, signal);
  expect(asked).toEqual(['moved', 'expired', 'moved']);
});

test('what the page says is passed on, and it may be asked again once something came', async () => {
  const { access, asked, state } = accessTo(source, () => Promise.reject(new Error('closed')));
  const doubt = { kind: 'reload', token: 'x' } as const;
  await expect(access.renew(source, doubt, signal)).rejects.toThrow('closed');
  await expect(access.renew(source, doubt, signal)).rejects.toEqual(code('sabr-error'));
  state.received += 1;
  await expect(access.renew(source, doubt, signal)).rejects.toThrow('closed');
  expect(asked).toHaveLength(2);
});

const until = (seconds: number): SabrSource => ({
  ...source,
  url: `https://rr1---sn-made.googlevideo.com/videoplayback?expire=${seconds}`,
});

test('an address is renewed a minute before its end, once', async () => {
  const { access, asked, state } = accessTo(until(2_000), async () => until(9_000));
  expect((await access.current(signal)).url).toContain('2000');
  state.now = 1_939_000;
  expect((await access.current(signal)).url).toContain('2000');
  state.now = 1_941_000;
  expect((await access.current(signal)).url).toContain('9000');
  await access.current(signal);
  expect(asked).toEqual(['expired']);
});

test('where no other is to be had, the old one is used as long as the server takes it', async () => {
  const { access, asked } = accessTo(until(1), () => Promise.reject(new Error('closed')));
  expect((await access.current(signal)).url).toContain('expire=1');
  expect((await access.current(signal)).url).toContain('expire=1');
  expect(asked).toEqual(['expired']);
});

test('our clock may be wrong: an address that seems over is not renewed again and again', async () => {
  const { access, asked, state } = accessTo(until(1), async () => until(2));
  for (let round = 0; round < 5; round += 1) {
    state.received += 1;
    await access.current(signal);
  }
  expect(asked).toEqual(['expired']);
});

test('an abort while the page is asked is no answer', async () => {
  const stop = new AbortController();
  const { access } = accessTo(until(1), async () => {
    stop.abort(new Error('stopped'));
    throw new Error('closed');
  });
  await expect(access.current(stop.signal)).rejects.toThrow('stopped');
});

test('a token is asked for once for each that was doubted, three times in ten minutes', async () => {
  let minted = 0;
  const { access, asked, state } = accessTo(source, async () => {
    minted += 1;
    return { ...source, poToken: `token ${minted}` };
  });
  const doubt = async () => access.attest(await access.current(signal), signal);
  expect([await doubt(), await doubt(), await doubt(), await doubt()]).toEqual([
    ...[true, true, true, false],
  ]);
  expect(asked).toHaveLength(3);
  state.now += 11 * 60_000;
  expect(await doubt()).toBe(true);
});

test('a page that mints the same token again has none, and is not asked twice', async () => {
  const { access, asked } = accessTo(source, fresh);
  expect(await access.attest(source, signal)).toBe(false);
  expect(await access.attest(await access.current(signal), signal)).toBe(false);
  expect(asked).toHaveLength(1);
});

test('a token is asked for even where another doubt is being answered', async () => {
  const { access, asked } = accessTo(source, async ({ kind }) =>
    kind === 'attestation' ? { ...source, poToken: 'another' } : { ...source },
  );
  const renewing = access.renew(source, { kind: 'moved' }, signal);
  expect(await access.attest(source, signal)).toBe(true);
  await renewing;
  expect(asked).toEqual(['moved', 'attestation']);
});

test('hosts are left one after the other, whoever finds out first', () => {
  const [second, third] = ['https://b.googlevideo.com/', 'https://c.googlevideo.com/'];
  const first = { ...source, mirrors: [second, third] };
  const { access } = accessTo(first, fresh);
  expect(access.hasMirror(first)).toBe(true);
  expect(access.leaveHost(first)).toBe(true);
  expect(access.leaveHost(first)).toBe(true);
  return access.current(signal).then((current) => {
    expect(current).toMatchObject({ url: second, mirrors: [third] });
    expect(access.hasMirror(current)).toBe(true);
  });
});
