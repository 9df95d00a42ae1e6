import { toErrorData } from '../errors';
import type {
  CommandAnswer,
  CommandMessage,
  CommandName,
  Commands,
  HostToWorker,
  WorkerToHost,
} from './worker-protocol';

/** Answers the host's commands from now on; those that come before the engine is ready wait for it. */
export function answerCommands(
  engine: () => Promise<Commands>,
  post: (message: WorkerToHost) => void,
): (message: HostToWorker) => Promise<void> {
  return async (message) => {
    // Does not wait for the engine: a journal that takes long to read is no worker that hangs.
    if (message.kind === 'ping') return post({ kind: 'pong' });
    const { call } = message;
    try {
      post({ kind: 'answer', call, value: await obey(await engine(), message) });
    } catch (thrown) {
      post({ kind: 'refusal', call, error: toErrorData(thrown) });
    }
  };
}

const obey = <N extends CommandName>(
  commands: Commands,
  { name, request }: CommandMessage<N>,
): Promise<CommandAnswer<N>> => commands[name](request);
