import { damageCopy } from './damage-copy';
import { damageRecord } from './damage-record';
import type { Family, Struck } from './family';
import { cutFile, flipBit } from './journal-files';
import { NothingThere } from './nothing-there';
import type { Stage } from './stage';
import { refuseRecords } from './worker-patches';

/** `at`: where in a record or file, in thousandths. */
export type JournalFault =
  /** While the engine is closed, one record of the job loses what comes after a place. */
  | { readonly kind: 'record-cut'; readonly at: number }
  | { readonly kind: 'record-flipped'; readonly at: number }
  /** The same, to the record's second copy, which lies in the origin's private files. */
  | { readonly kind: 'copy-cut'; readonly at: number }
  | { readonly kind: 'copy-flipped'; readonly at: number }
  /** Between a SIGKILL and the next start, the database's newest file loses its end. */
  | { readonly kind: 'journal-file-cut'; readonly bytes: number }
  | { readonly kind: 'journal-file-flipped'; readonly at: number }
  | { readonly kind: 'journal-refused'; readonly times: number };

export const journalFaults: Family<JournalFault> = {
  'record-cut': {
    draw: (random) => ({ at: random.between(0, 999) }),
    strike: ({ at }, stage) => damageClosed(stage, 'cut', at),
  },
  'record-flipped': {
    draw: (random) => ({ at: random.between(0, 999) }),
    strike: ({ at }, stage) => damageClosed(stage, 'flipped', at),
  },
  'copy-cut': {
    draw: (random) => ({ at: random.between(0, 999) }),
    strike: ({ at }, stage) => damageClosed(stage, 'cut', at, damageCopy),
  },
  'copy-flipped': {
    draw: (random) => ({ at: random.between(0, 999) }),
    strike: ({ at }, stage) => damageClosed(stage, 'flipped', at, damageCopy),
  },
  'journal-file-cut': {
    draw: (random) => ({ bytes: random.pick([1, 7, 100, 1000, 5000]) }),
    strike: async ({ bytes }, { killBrowser, journalFile }) => {
      await killBrowser(async () => cutFile(journalFile(), bytes));
      return 'over';
    },
  },
  'journal-file-flipped': {
    draw: (random) => ({ at: random.between(0, 999) }),
    strike: async ({ at }, { killBrowser, journalFile }) => {
      await killBrowser(async () => flipBit(journalFile(), at));
      return 'over';
    },
  },
  'journal-refused': {
    draw: (random) => ({ times: random.between(1, 4) }),
    strike: async ({ times }, stage) => {
      const { engine } = await stage.engine();
      await refuseRecords(engine, times);
      return 'over';
    },
  },
};

async function damageClosed(
  stage: Stage,
  how: 'cut' | 'flipped',
  at: number,
  damage = damageRecord,
): Promise<Struck> {
  await stage.closeOffscreen();
  const page = await stage.watch.page();
  try {
    return (await damage(page, how, at)) ? 'over' : 'moot';
  } catch (cause) {
    // On a full disk the browser does not open its databases either.
    throw new NothingThere('The journal cannot be opened.', { cause });
  } finally {
    await stage.watch.ask('wakeEngine', {});
  }
}
