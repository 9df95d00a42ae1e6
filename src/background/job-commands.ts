import type { JobId } from '../jobs/job';
import type { Handlers } from '../platform/channel';
import type { BackgroundRequests } from '../protocol/background';
import { wakenEngine } from './engine';

/** Without an id a command is for all. */
const idOf = ({ jobId }: { jobId?: JobId }): { id?: JobId } =>
  jobId === undefined ? {} : { id: jobId };

/** What a person wants of jobs that exist: the engine knows how; it is woken for it. */
export const jobCommands = {
  cancelJob: async ({ jobId }) => (await wakenEngine()).cancel({ id: jobId }),
  forgetJob: async ({ jobId }) => (await wakenEngine()).forget({ id: jobId }),
  retryJob: async ({ jobId }) => (await wakenEngine()).retry({ id: jobId }),
  restartJob: async ({ jobId }) => (await wakenEngine()).restart({ id: jobId }),
  pauseJobs: async (request) => (await wakenEngine()).pause(idOf(request)),
  resumeJobs: async (request) => (await wakenEngine()).resume(idOf(request)),
  finishJob: async ({ jobId }) => (await wakenEngine()).finish({ id: jobId }),
  retryFailedJobs: async () => (await wakenEngine()).retryAll({}),
  forgetEndedJobs: async ({ state }) => (await wakenEngine()).forgetEnded({ state }),
  setJobOptions: async ({ jobId, options }) =>
    (await wakenEngine()).setOptions({ id: jobId, options }),
  moveJob: async ({ jobId, ...where }) => (await wakenEngine()).move({ id: jobId, ...where }),
  jobLog: async ({ jobId }) => (await wakenEngine()).log({ id: jobId }),
  findStrays: async () => (await wakenEngine()).strays({}),
  removeStrays: async () => (await wakenEngine()).removeStrays({}),
} satisfies Partial<Handlers<BackgroundRequests>>;
