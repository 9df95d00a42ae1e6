import { toErrorData } from '../errors';
import type { Commands } from './job-engine';
import type { HostToWorker, WorkerToHost } from './worker-protocol';

/** Answers the host's commands from now on; those that come before the engine is ready wait for it. */
export function answerCommands(
  engine: Promise<Commands>,
  post: (message: WorkerToHost) => void,
): (message: HostToWorker) => Promise<void> {
  return async (message) => {
    const { call } = message;
    try {
      post({ kind: 'answer', call, value: await obey(await engine, message) });
    } catch (thrown) {
      post({ kind: 'refusal', call, error: toErrorData(thrown) });
    }
  };
}

function obey(commands: Commands, message: HostToWorker): Promise<unknown> {
  switch (message.name) {
    case 'start':
      return commands.start(message.request);
    case 'cancel':
      return commands.cancel(message.request);
    case 'retry':
      return commands.retry(message.request);
    case 'forget':
      return commands.forget(message.request);
    case 'saveStarted':
      return commands.saveStarted(message.request);
    case 'saveRefused':
      return commands.saveRefused(message.request);
    case 'saveEnded':
      return commands.saveEnded(message.request);
    case 'renewed':
      return commands.renewed(message.request);
    case 'notRenewed':
      return commands.notRenewed(message.request);
  }
}
