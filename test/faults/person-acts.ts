import type { Family } from './family';

/** What a person does meanwhile. */
export type PersonAct =
  | { readonly kind: 'paused'; readonly ms: number }
  | { readonly kind: 'cancelled-and-saved-again' }
  | { readonly kind: 'saved-twice' }
  | { readonly kind: 'retried-while-it-runs' }
  | { readonly kind: 'speed-limited'; readonly bytesPerSecond: number; readonly ms: number }
  | { readonly kind: 'connections-set'; readonly to: number };

export const personActs: Family<PersonAct> = {
  paused: {
    draw: (random) => ({ ms: random.pick([0, 100, 800, 2500]) }),
    strike: async ({ ms }, stage) => {
      const { jobId } = stage;
      await stage.ask('pauseJobs', { jobId });
      const lift = async (): Promise<void> => {
        await stage.ask('resumeJobs', { jobId });
      };
      return { afterMs: ms, lift };
    },
  },
  'cancelled-and-saved-again': {
    draw: () => ({}),
    strike: async (_fault, stage) => ((await stage.cancel()) ? stage.saveAgain() : 'moot'),
    // Later the save may be over before the cancel comes.
    when: [5, 70],
  },
  'saved-twice': {
    draw: () => ({}),
    strike: async (_fault, stage) => {
      if (!stage.tab()) return 'moot';
      await stage.save();
      return 'over';
    },
    when: [5, 60],
  },
  'retried-while-it-runs': {
    draw: () => ({}),
    strike: async (_fault, stage) => {
      await stage.ask('retryJob', { jobId: stage.jobId });
      return 'over';
    },
    when: [5, 60],
  },
  'speed-limited': {
    draw: (random) => ({
      bytesPerSecond: random.between(5, 40) * 10_000,
      ms: random.between(500, 3000),
    }),
    strike: async ({ bytesPerSecond, ms }, stage) => {
      await stage.ask('setSettings', { speedLimit: bytesPerSecond });
      stage.account.holdReading();
      const lift = async (): Promise<void> => {
        await stage.ask('setSettings', { speedLimit: 0 });
      };
      return { afterMs: ms, lift };
    },
  },
  'connections-set': {
    draw: (random) => ({ to: random.between(1, 6) }),
    strike: async ({ to }, stage) => {
      await stage.ask('setSettings', { connectionsPerHost: to });
      return 'over';
    },
  },
};
