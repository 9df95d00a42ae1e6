import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, expect, test } from 'vitest';
import { startConnectProxy } from '../../site/connect-proxy';
import { startSite } from '../../site/start-site';

const site = await startSite();
const proxy = await startConnectProxy(site.port);
afterAll(async () => {
  await proxy.close();
  await site.close();
});

async function tunnel(target: string): Promise<{ status: number | undefined; socket: Socket }> {
  const asked = request({ host: '127.0.0.1', port: proxy.port, method: 'CONNECT', path: target });
  asked.end();
  const [response, socket] = await once(asked, 'connect');
  return { status: response.statusCode, socket };
}

test("the site's names lead to the site", async () => {
  const { status, socket } = await tunnel('www.youtube.com:443');
  expect(status).toBe(200);
  const tls = connectTls({ socket, servername: 'www.youtube.com', rejectUnauthorized: false });
  tls.end('GET / HTTP/1.1\r\nHost: www.youtube.com\r\nConnection: close\r\n\r\n');
  const [chunk] = await once(tls, 'data');
  expect(String(chunk)).toMatch(/^HTTP\/1\.1 200 /);
  expect(tls.getPeerCertificate().subjectaltname).toContain('DNS:*.googlevideo.com');
  tls.destroy();
});

test.each(['telemetry.mozilla.org:443', 'www.youtube.com:22', 'youtube.com.evil.org:443'])(
  '%s is refused, and named',
  async (target) => {
    const { status, socket } = await tunnel(target);
    expect(status).toBe(403);
    expect(proxy.refused).toContain(target);
    socket.destroy();
  },
);
