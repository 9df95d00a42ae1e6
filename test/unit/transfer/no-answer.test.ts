import { expect, test } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { Fetch } from '../../../src/transfer/fetch-range';
import { startFaultyServer } from './faulty-server';
import { fetchInto, MemorySink, noise } from './rig';

const content = noise(100);
const fetchedBy = (fetch: Fetch) =>
  fetchInto('https://r1.googlevideo.com/', new MemorySink(content.length), {
    connections: 1,
    rangeBytes: 10,
    ports: { fetch },
  });

test('an address that the browser refused keeps its code, and is not asked again', async () => {
  let asked = 0;
  const fetching = fetchedBy(async () => {
    asked += 1;
    throw new ReelkeepError('address-not-allowed', 'Led astray.');
  });
  await expect(fetching).rejects.toMatchObject({ code: 'address-not-allowed' });
  expect(asked).toBe(1);
});

test('a server that says the file is larger than any is not believed', async () => {
  const headers = { 'content-range': 'bytes 0-9/999999999999999', 'content-length': '10' };
  const fetching = fetchedBy(
    async () => new Response(content.slice(0, 10), { status: 206, headers }),
  );
  await expect(fetching).rejects.toMatchObject({ code: 'length-mismatch' });
});

test('no server at all is a lost network', async () => {
  const server = await startFaultyServer(content);
  await server.close();
  const fetching = fetchInto(server.url, new MemorySink(0));
  await expect(fetching).rejects.toMatchObject({ code: 'network-lost' });
});
