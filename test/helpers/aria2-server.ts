import { createServer } from 'node:net';
import { startConnectProxy } from '../site/connect-proxy';
import { portOf } from '../site/server/port-of';
import { startChild, stopChild } from './child-process';
import { createTempDir } from './temp-dir';
import { waitFor } from './wait-for';

/** A person's own aria2, which sees the offline site alone. */
export interface Aria2Server {
  /** Of its JSON-RPC. */
  readonly address: string;
  readonly secret: string;
  /** Where it saves. */
  readonly folder: string;
  start(): Promise<void>;
  /** Ends it: it forgets what it was given, and keeps what lies on its disk. */
  stop(): Promise<void>;
  /** Asks it by itself, past the extension. */
  ask(method: string, ...params: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

export async function aria2Server(sitePort: number): Promise<Aria2Server> {
  const proxy = await startConnectProxy(sitePort);
  const folder = createTempDir('aria2');
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/jsonrpc`;
  const secret = 'open sesame';
  let child: ReturnType<typeof startChild> | undefined;
  const ask = async (method: string, ...params: readonly unknown[]): Promise<unknown> => {
    const body = { jsonrpc: '2.0', id: '1', method, params: [`token:${secret}`, ...params] };
    const answer = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
    const { result } = await answer.json();
    return result;
  };
  const stop = async () => {
    if (child) await stopChild(child);
    child = undefined;
  };
  return {
    address,
    secret,
    folder: folder.path,
    start: async () => {
      child = startChild('aria2c', [
        ...['--no-conf', '--enable-rpc', `--rpc-listen-port=${port}`, `--rpc-secret=${secret}`],
        ...[`--dir=${folder.path}`, '--file-allocation=none', '--check-certificate=false'],
        ...[`--all-proxy=http://127.0.0.1:${proxy.port}`, '--auto-save-interval=1'],
      ]);
      folder.removeAtExit();
      await waitFor('aria2 to answer', () => ask('aria2.getVersion'), { everyMs: 20 });
    },
    stop,
    ask,
    close: async () => {
      await stop();
      await proxy.close();
      folder.remove();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
