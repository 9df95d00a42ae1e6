import type { Family } from './family';

export type NetworkFault =
  /** Nobody can connect, and who was connected is reset. */
  | { readonly kind: 'unplugged'; readonly ms: number }
  /** Every connection at once, several times. */
  | { readonly kind: 'all-reset'; readonly times: number }
  /** So many hundredths of its speed. */
  | { readonly kind: 'line-slow'; readonly percent: number; readonly ms: number };

const betweenResetsMs = 250;

export const networkFaults: Family<NetworkFault> = {
  unplugged: {
    draw: (random) => ({ ms: random.pick([300, 900, 2000, 4000, 9000]) }),
    strike: async ({ ms }, { site }) => {
      await site.unplug();
      return { afterMs: ms, lift: () => site.plugIn() };
    },
  },
  'all-reset': {
    draw: (random) => ({ times: random.between(1, 4) }),
    strike: async ({ times }, { site, pause }) => {
      for (let time = 0; time < times; time += 1) {
        site.resetConnections();
        await pause(betweenResetsMs);
      }
      return 'over';
    },
  },
  'line-slow': {
    draw: (random) => ({
      percent: random.between(3, 20),
      ms: random.between(1000, 4000),
    }),
    strike: async ({ percent, ms }, { site, scene, need }) => {
      const { control } = site;
      const before = control.limits;
      const slowed = (need / scene.seconds) * (percent / 100);
      control.limits = { ...before, totalBytesPerSecond: Math.round(slowed) };
      const lift = async (): Promise<void> => {
        control.limits = before;
      };
      return { afterMs: ms, lift };
    },
  },
};
