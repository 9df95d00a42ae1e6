import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, stopChild } from './child-process';

export interface VirtualDisplay {
  /** `:7`, for DISPLAY. */
  readonly name: string;
  close(): Promise<void>;
}

/** An X server of our own with a window manager: without one, no window has the focus and no key is heard. */
export async function startVirtualDisplay(size = '1280x900'): Promise<VirtualDisplay> {
  // Xvfb picks a free number by itself and writes it to the descriptor named here.
  const server = startChild(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const failed = once(server, 'exit').then(() => {
    throw new Error('Xvfb did not start.');
  });
  const numbers = server.stdio[3];
  if (!numbers) throw new Error('Xvfb has no descriptor to answer on.');
  const [digits] = (await Promise.race([once(numbers, 'data'), failed])) as [Buffer];
  // From here on its end is no failure: `close` is what ends it.
  failed.catch(() => undefined);
  const name = `:${digits.toString('utf8').trim()}`;
  const windowManager = startChild('openbox', [], { env: { ...process.env, DISPLAY: name } });
  await sleep(300);
  return {
    name,
    async close() {
      await stopChild(windowManager);
      await stopChild(server);
    },
  };
}
