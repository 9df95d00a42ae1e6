import { afterAll, afterEach, expect, test } from 'vitest';
import { fullSpeedBytes } from '../../site/googlevideo/judge';
import { startSite } from '../../site/start-site';
import { ask, open, range, solvedAddress } from './site-client';

const id = 'river47mbyt';
const site = await startSite();
const url = (await solvedAddress(site, id, 137)).href;
afterEach(() => site.control.reset());
afterAll(() => site.close());

const last = () => site.control.requests.list().at(-1);

async function milliseconds(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}

/** Of the body, so much in so many milliseconds; then the client goes. */
async function receivedWithin(ms: number, start: number, end: number): Promise<number> {
  const answer = await open(site, url, range(start, end));
  let received = 0;
  answer.on('data', (chunk) => {
    received += chunk.length;
  });
  await new Promise((resolve) => setTimeout(resolve, ms));
  answer.destroy();
  return received;
}

test('ten MiB in one request come at full speed', async () => {
  expect(await milliseconds(() => ask(site, url, range(0, fullSpeedBytes - 1)))).toBeLessThan(3000);
  expect(last()?.note).toBeUndefined();
});

test('one byte more comes at 200 KB/s', async () => {
  expect(await receivedWithin(500, 0, fullSpeedBytes)).toBeLessThan(150_000);
  expect(last()?.note).toBe('length');
});

test('a cap on everything is shared by all connections', async () => {
  site.control.limits = { totalBytesPerSecond: 4_000_000 };
  const asked = [0, 1, 2, 3].map((at) =>
    ask(site, url, range(at * 500_000, at * 500_000 + 499_999)),
  );
  const took = await milliseconds(() => Promise.all(asked));
  expect(took).toBeGreaterThan(430);
  expect(took).toBeLessThan(1500);
});

test('a cap on a connection is not', async () => {
  site.control.limits = { connectionBytesPerSecond: 1_000_000 };
  const asked = [0, 1, 2, 3].map((at) =>
    ask(site, url, range(at * 500_000, at * 500_000 + 499_999)),
  );
  const took = await milliseconds(() => Promise.all(asked));
  expect(took).toBeGreaterThan(430);
  expect(took).toBeLessThan(1500);
});

test('one connection in so many gets a share of the cap', async () => {
  site.control.limits = { connectionBytesPerSecond: 1_000_000, slowed: { oneIn: 3, to: 0.1 } };
  const bytes = await Promise.all([0, 1, 2].map((at) => receivedWithin(500, at * 1000, 2_000_000)));
  const [slow = 0, ...others] = bytes.toSorted((a, b) => a - b);
  expect(slow).toBeLessThan(150_000);
  expect(Math.min(...others)).toBeGreaterThan(2 * slow);
});

test('whoever sets the limits anew has the connections counted anew', async () => {
  for (let round = 0; round < 2; round += 1) {
    site.control.limits = { connectionBytesPerSecond: 1_000_000, slowed: { oneIn: 2, to: 0.01 } };
    expect(await receivedWithin(200, 0, 2_000_000)).toBeGreaterThan(50_000);
  }
  // The second one under these limits.
  expect(await receivedWithin(200, 0, 2_000_000)).toBeLessThan(20_000);
});

test('a client that does not read is not written to without end', async () => {
  const answer = await open(site, url, range(0, fullSpeedBytes - 1));
  answer.pause();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const first = last()?.bytesSent ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(last()?.bytesSent).toBe(first);
  expect(first).toBeLessThan(fullSpeedBytes);
  answer.destroy();
});
