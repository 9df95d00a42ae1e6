import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { hostRole } from './hosts';
import { portOf } from './server/port-of';

export interface ConnectProxy {
  readonly port: number;
  /** `host:port` of everything that was asked and is not the site's. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/**
 * An HTTP proxy that leads the site's names, port 443, to the site, and refuses everything else: for
 * Firefox, which has no host resolver rules (`network.proxy.ssl`, `network.proxy.ssl_port`, type 1).
 */
export async function startConnectProxy(sitePort: number): Promise<ConnectProxy> {
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(403).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    const [host = '', port] = (request.url ?? '').split(':');
    client.on('error', () => client.destroy());
    if (port !== '443' || hostRole(host) === 'unknown') {
      refused.push(request.url ?? '');
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const site = connect(sitePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      site.write(head);
      site.pipe(client).pipe(site);
    });
    // A broken half breaks the other, so that a reset arrives as one.
    site.on('error', () => client.destroy());
    client.once('close', () => site.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server.address()),
    refused,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        for (const socket of sockets) socket.destroy();
      }),
  };
}
