import type { Server } from 'node:http';
import { portOf } from '../site/server/port-of';

export interface LocalServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Has a server listen on a free port of 127.0.0.1, over plain http. */
export async function listenLocally(server: Server): Promise<LocalServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${portOf(server.address())}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
