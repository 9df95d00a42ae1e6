import { expect, test } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { FileHosts } from '../../../src/transfer/file-hosts';
import { HandClock } from './hand-clock';

const lost = new ReelkeepError('network-lost', 'x');
const missing = new ReelkeepError('http-404', 'x');

function hostsOf(...names: string[]) {
  const clock = new HandClock();
  const hosts = new FileHosts(
    names.map((name) => `https://${name}.example/file`),
    clock.uptime,
  );
  const usable = (): string[] => hosts.usable().map(({ name }) => name.split('.')[0] ?? '');
  const host = (name: string) => {
    const found = hosts.usable().find((other) => other.name === `${name}.example`);
    if (!found) throw new Error(`${name} is not usable`);
    return found;
  };
  return { clock, hosts, usable, host };
}

test('the order of preference stays, and an address counts once', () => {
  expect(hostsOf('a', 'b', 'a').usable()).toEqual(['a', 'b']);
});

test('one that is left comes back where it may have recovered, later each time', () => {
  const { clock, hosts, usable, host } = hostsOf('a', 'b');
  const a = host('a');
  expect(hosts.leave(a, lost, true)).toBe(60_000);
  expect(usable()).toEqual(['b']);
  clock.pass(60_000);
  expect(usable()).toEqual(['a', 'b']);
  expect(hosts.leave(a, lost, true)).toBe(120_000);
  clock.pass(119_999);
  expect(usable()).toEqual(['b']);
});

test('one that has not got the file never comes back', () => {
  const { clock, hosts, usable, host } = hostsOf('a', 'b');
  expect(hosts.leave(host('a'), missing, true)).toBeUndefined();
  clock.pass(10_000_000);
  expect(usable()).toEqual(['b']);
});

test('one that was left early for another is taken back when that one is none, once', () => {
  const { hosts, usable, host } = hostsOf('a', 'b');
  const [a, b] = [host('a'), host('b')];
  hosts.leave(a, lost, false);
  hosts.takeBack();
  expect(usable()).toEqual(['b']);
  hosts.leave(b, missing, true);
  hosts.takeBack();
  expect(usable()).toEqual(['a']);
  hosts.leave(a, lost, true);
  hosts.takeBack();
  expect(usable()).toEqual([]);
});

test('one that has not got the file is not taken back', () => {
  const { hosts, usable, host } = hostsOf('a');
  hosts.leave(host('a'), missing, false);
  hosts.takeBack();
  expect(usable()).toEqual([]);
});

test('the file fails when none is left: with what the preferred one said, unless an address can be renewed', () => {
  const { hosts, host } = hostsOf('a', 'b');
  const expired = new ReelkeepError('http-403', 'x', { facts: { expired: true } });
  const [a, b] = [host('a'), host('b')];
  hosts.leave(a, lost, true);
  expect(hosts.failure()).toBeUndefined();
  hosts.leave(b, missing, true);
  expect(hosts.failure()).toBe(lost);
  hosts.leave(b, expired, true);
  expect(hosts.failure()).toBe(expired);
});

test('when the file is begun anew, what was another content will do', () => {
  const { hosts, usable, host } = hostsOf('a', 'b', 'c');
  const [a, b, c] = [host('a'), host('b'), host('c')];
  c.isProven = true;
  hosts.leave(a, lost, true);
  hosts.leave(b, new ReelkeepError('content-changed', 'x'), true);
  hosts.restart();
  expect(usable()).toEqual(['b', 'c']);
  expect(c.isProven).toBe(false);
});
