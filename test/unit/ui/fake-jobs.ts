import { vi } from 'vitest';
import type { Origin } from '../../../src/jobs/job';
import type { JobsPortMessage } from '../../../src/protocol/jobs-port';
import { JobsModel } from '../../../src/ui/jobs-model';

/** An engine that can be lost, a background that hears commands, and a clock that ticks when told. */
export function fakeJobs() {
  const ports: { tell: (message: JobsPortMessage) => void; drop: () => void; closed: boolean }[] =
    [];
  const waits: { milliseconds: number; end: () => void }[] = [];
  const heard = () => vi.fn(async (_request: object) => undefined);
  const background = {
    wakeEngine: heard(),
    cancelJob: heard(),
    forgetJob: heard(),
    retryJob: heard(),
    restartJob: heard(),
    pauseJobs: heard(),
    resumeJobs: heard(),
    finishJob: heard(),
    setJobOptions: heard(),
    moveJob: heard(),
  };
  const showFile = vi.fn(async (_path: string) => undefined);
  const showPage = vi.fn(async (_url: string, _origin: Origin) => undefined);
  const connect = () => {
    let tell: (message: JobsPortMessage) => void = () => undefined;
    let drop: () => void = () => undefined;
    const port = {
      tell: (message: JobsPortMessage) => tell(message),
      drop: () => drop(),
      closed: false,
    };
    ports.push(port);
    return {
      post: () => undefined,
      onMessage: (listener: typeof tell) => {
        tell = listener;
      },
      onClose: (listener: typeof drop) => {
        drop = listener;
      },
      close: () => {
        port.closed = true;
      },
    };
  };
  const model = () =>
    new JobsModel({
      background,
      connect,
      showFile,
      showPage,
      wait: (milliseconds) => new Promise((end) => waits.push({ milliseconds, end })),
    });
  /** A model that was told these jobs, and what tells it more. */
  const told = async (jobs: JobsPortMessage & { kind: 'snapshot' }) => {
    const made = model();
    await vi.waitFor(() => {
      if (ports.length === 0) throw new Error('not connected yet');
    });
    ports[0]?.tell(jobs);
    return { model: made, tell: (message: JobsPortMessage) => ports[0]?.tell(message) };
  };
  return { ports, waits, background, showFile, showPage, model, told };
}
