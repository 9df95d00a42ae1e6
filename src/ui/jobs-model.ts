import { batch, computed, createModel, effect, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { JobId, Origin, Priority } from '../jobs/job';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests } from '../protocol/background';
import type { JobView } from '../protocol/jobs-port';
import { isNews } from './job-news';
import { createJobStore } from './job-store';
import { type JobsConnection, keepConnected } from './jobs-connection';
import { moveInLine } from './move-in-line';

export interface JobsClients {
  readonly background: Pick<
    Sender<BackgroundRequests>,
    | 'wakeEngine'
    | 'cancelJob'
    | 'forgetJob'
    | 'retryJob'
    | 'restartJob'
    | 'pauseJobs'
    | 'resumeJobs'
    | 'finishJob'
    | 'setJobOptions'
    | 'moveJob'
  >;
  readonly connect: JobsConnection['connect'];
  readonly wait: JobsConnection['wait'];
  /** Shows a saved file in its folder. @throws file-missing where it is not there any more. */
  readonly showFile: (path: string) => Promise<void>;
  /** Opens a page in front, in a session. */
  readonly showPage: (url: string, origin: Origin) => Promise<void>;
}

/** The engine's jobs as both screens show them, kept up to date as long as the model lives. */
export const JobsModel = createModel((clients: JobsClients) => {
  const { background, connect, wait, showFile, showPage } = clients;
  const store = createJobStore();
  /** The engine has told what there is. */
  const loaded = signal(false);
  /** The engine does not answer: what is shown may be old. */
  const lost = signal(false);
  /** Why the engine cannot tell what there is; it goes on trying. */
  const unread = signal<ErrorData | undefined>(undefined);
  /** What came to an end or to a halt last, for those who listen. */
  const news = signal<readonly JobView[]>([]);

  effect(() => {
    const leaving = new AbortController();
    void keepConnected(
      {
        wake: () => background.wakeEngine({}),
        connect,
        wait,
        onMessage: (message) =>
          batch(() => {
            lost.value = false;
            unread.value = message.kind === 'unread' ? message.error : undefined;
            if (message.kind === 'unread') return;
            loaded.value = true;
            const told = store.apply(message).filter(isNews);
            if (told.length > 0) news.value = told;
          }),
        onLost: () => {
          lost.value = true;
        },
      },
      leaving.signal,
    );
    return () => leaving.abort();
  });

  /** Does one thing to a job at a time; why it failed stays with the job until the next. */
  const run = async (jobId: JobId, task: () => Promise<void>): Promise<void> => {
    const entry = store.entry(jobId);
    if (!entry || entry.busy.peek()) return;
    entry.busy.value = true;
    entry.failure.value = undefined;
    try {
      await task();
    } catch (thrown) {
      entry.failure.value = toErrorData(thrown);
    } finally {
      entry.busy.value = false;
    }
  };
  const command = (send: (request: { jobId: JobId }) => Promise<void>) => (jobId: JobId) =>
    run(jobId, () => send({ jobId }));

  /** Shown at once; taken back where it could not be done. */
  const foresee = async (
    jobId: JobId,
    options: Parameters<typeof store.foresee>[1],
    task: () => Promise<void>,
  ): Promise<void> => {
    const before = store.entry(jobId)?.view.peek().options;
    await run(jobId, async () => {
      store.foresee(jobId, options);
      try {
        await task();
      } catch (thrown) {
        if (before) store.foresee(jobId, before);
        throw thrown;
      }
    });
  };

  const moveTo = async (jobId: JobId, place: number): Promise<void> => {
    const line = store.groups.line.peek().map(({ view }) => view.peek());
    const move = moveInLine(line, jobId, place);
    if (!move) return;
    const { priority, before, rank } = move;
    const own = store.entry(jobId)?.view.peek().options.priority;
    await foresee(jobId, { priority, rank }, async () => {
      if (priority !== own) await background.setJobOptions({ jobId, options: { priority } });
      await background.moveJob({ jobId, ...(before === undefined ? {} : { before }) });
    });
  };

  return {
    loaded,
    lost,
    unread,
    news,
    running: store.groups.running,
    line: store.groups.line,
    history: store.groups.history,
    entry: store.entry,
    /** How many run or wait. */
    activeCount: computed(() => store.groups.running.value.length + store.groups.line.value.length),
    cancel: command(background.cancelJob),
    retry: command(background.retryJob),
    restart: command(background.restartJob),
    remove: command(background.forgetJob),
    pause: command(background.pauseJobs),
    resume: command(background.resumeJobs),
    finish: command(background.finishJob),
    show: (jobId: JobId) =>
      run(jobId, async () => {
        const current = store.entry(jobId)?.view.peek().current;
        if (current?.state === 'done') await showFile(current.file.path);
      }),
    openPage: (jobId: JobId) =>
      run(jobId, async () => {
        const view = store.entry(jobId)?.view.peek();
        if (view) await showPage(view.videoUrl, view.origin);
      }),
    setPriority: (jobId: JobId, priority: Priority) =>
      foresee(jobId, { priority }, () =>
        background.setJobOptions({ jobId, options: { priority } }),
      ),
    /** Bytes per second; 0: no limit. */
    setSpeedLimit: (jobId: JobId, speedLimit: number) =>
      run(jobId, () => background.setJobOptions({ jobId, options: { speedLimit } })),
    /** To this place in the line, counted from 0. */
    moveTo,
  };
});

export type JobsModel = InstanceType<typeof JobsModel>;
