import { expect, it } from 'vitest';
import { browserNetwork } from '../../../src/engine/network';

function scopeWith(connection?: EventTarget & { type?: string; saveData?: boolean }) {
  const navigator = { onLine: true, ...(connection ? { connection } : {}) };
  return Object.assign(new EventTarget(), { navigator });
}

it('where the browser tells nothing of the connection none is metered', () => {
  const network = browserNetwork(scopeWith());
  expect([network.isOnline(), network.isMetered()]).toEqual([true, false]);
});

it.each([
  [{ type: 'cellular' }, true],
  [{ type: 'wifi' }, false],
  [{ type: 'wifi', saveData: true }, true],
  [{ saveData: false }, false],
])('%o: metered %s', (facts, isMetered) => {
  const connection = Object.assign(new EventTarget(), facts);
  expect(browserNetwork(scopeWith(connection)).isMetered()).toBe(isMetered);
});

it('tells when the network comes, goes, or is another one', () => {
  const connection = new EventTarget();
  const scope = scopeWith(connection);
  const network = browserNetwork(scope);
  let changes = 0;
  network.onChange(() => {
    changes += 1;
  });
  scope.navigator.onLine = false;
  scope.dispatchEvent(new Event('offline'));
  expect([changes, network.isOnline()]).toEqual([1, false]);
  scope.dispatchEvent(new Event('online'));
  connection.dispatchEvent(new Event('change'));
  expect(changes).toBe(3);
});
