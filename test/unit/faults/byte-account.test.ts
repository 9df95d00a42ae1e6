import { expect, test } from 'vitest';
import { ByteAccount } from '../../faults/byte-account';
import { RequestLog, type SiteRequest } from '../../site/control/request-log';

const mega = 1_000_000;

function setUp() {
  const log = new RequestLog();
  const sent = (bytesSent: number, more: Partial<SiteRequest> = {}) =>
    log.add({
      kind: 'media',
      method: 'GET',
      host: 'rr1---sn-reelkeep.googlevideo.com',
      path: '/videoplayback',
      query: new URLSearchParams(),
      videoId: 'one',
      itag: 22,
      connection: 1,
      startedAt: 0,
      status: 206,
      range: { start: 0, end: 20 * mega - 1 },
      bytesSent,
      state: 'complete',
      ...more,
    });
  return { sent, account: new ByteAccount(log, 'one') };
}

test('what is needed is not beyond need, and one part in twenty more is free', () => {
  const { sent, account } = setUp();
  sent(mega);
  sent(2 * mega);
  sent(mega, { videoId: 'other' });
  expect(account.bill(2 * mega)).toEqual({
    need: 2 * mega,
    sent: 3 * mega,
    spoiled: 0,
    beyond: mega,
    allowed: mega / 10,
  });
});

test('what nobody could use is the site’s fault; what was cut off or came late could be used', () => {
  const { sent, account } = setUp();
  sent(mega, { fault: 'garbage' });
  sent(mega, { fault: 'cut', state: 'aborted' });
  sent(mega, { fault: 'drip' });
  expect(account.bill(2 * mega)).toMatchObject({ sent: 3 * mega, spoiled: mega, beyond: 0 });
});

test('a kill allows what was sent of the ranges under way, and nothing that was whole long before', () => {
  const { sent, account } = setUp();
  sent(5 * mega, { connection: 1, endedAt: Date.now() - 5_000 });
  const open = sent(mega, { connection: 1, state: 'open' });
  sent(2 * mega, { connection: 2, state: 'open', range: { start: 0, end: mega / 2 - 1 } });
  account.kill();
  sent(mega, { connection: 3, state: 'open' });
  expect(account.kills).toBe(1);
  expect(account.bill(0).allowed).toBe(1.5 * mega);
  // Until the browser is really gone a little more may be sent of them.
  open.bytesSent += 1000;
  open.onTheWire = 500;
  expect(account.bill(0).allowed).toBe(1.5 * mega + 1000);
});

test('a kill allows one range of each connection, be it one that has just ended', () => {
  const { sent, account } = setUp();
  sent(4 * mega, { connection: 1, endedAt: Date.now() - 100 });
  sent(3 * mega, { connection: 1, endedAt: Date.now() });
  sent(mega, { connection: 1, state: 'open' });
  sent(mega, { connection: 2, endedAt: Date.now() });
  sent(2 * mega, { connection: 2, state: 'open' });
  account.kill();
  expect(account.bill(0).allowed).toBe(6 * mega);
});

test('an engine that forgets what it had is over what is allowed', () => {
  const { sent, account } = setUp();
  sent(8 * mega);
  sent(mega, { state: 'open' });
  account.kill();
  sent(10 * mega);
  const bill = account.bill(10 * mega);
  expect(bill.beyond).toBeGreaterThan(bill.allowed);
});

test('starting again is free only where the site gave bytes of another content', () => {
  const honest = setUp();
  honest.sent(mega);
  honest.account.startAgain();
  honest.sent(mega);
  expect(honest.account.bill(mega)).toMatchObject({ beyond: mega, allowed: mega / 20 });
  const deceived = setUp();
  deceived.sent(mega);
  deceived.sent(mega / 2, { fault: 'garbage' });
  deceived.account.startAgain();
  deceived.sent(2 * mega);
  expect(deceived.account.bill(2 * mega)).toMatchObject({
    spoiled: 1.5 * mega,
    beyond: 0,
    allowed: 0.1 * mega,
  });
});

test('what may not have arrived when a connection broke is allowed, up to a tenth of the need', () => {
  const { sent, account } = setUp();
  sent(mega, { state: 'aborted', onTheWire: 60_000 });
  expect(account.bill(mega).allowed).toBe(110_000);
  sent(mega, { state: 'aborted', onTheWire: 60_000 });
  expect(account.bill(mega).allowed).toBe(150_000);
});

test('of ranges under way when a speed limit came, as much may be on the wire', () => {
  const { sent, account } = setUp();
  sent(mega, { state: 'complete' });
  const open = sent(40_000, { state: 'open' });
  account.holdReading();
  open.bytesSent = 70_000;
  open.state = 'complete';
  expect(account.bill(mega).allowed).toBe(120_000);
});

test('what a person gave up is not counted', () => {
  const { sent, account } = setUp();
  sent(mega, { state: 'open' });
  account.kill();
  account.reset();
  sent(2 * mega);
  expect(account.sent).toBe(2 * mega);
  expect(account.bill(2 * mega)).toMatchObject({ beyond: 0, allowed: mega / 10 });
});
