import type { Seeded } from '../site/players/seeded';
import type { Scene } from './scene';
import type { Stage } from './stage';

/** Ends what a fault did, at the latest when the job has failed of it; `afterMs`: by itself after so long. */
export interface Lift {
  readonly afterMs: number;
  readonly lift: () => Promise<void>;
}

/** What a fault did: to be lifted, or over at once. `moot`: nothing was there that it could strike. */
export type Struck = Lift | 'over' | 'moot';

/** One kind of fault: how its numbers are drawn, and how it strikes. */
export interface Kind<F> {
  readonly draw: (random: Seeded, scene: Scene) => Omit<F, 'kind'>;
  readonly strike: (fault: F, stage: Stage) => Promise<Struck>;
  /** It must strike in this part of the fetch, in hundredths; 5–95 where absent. */
  readonly when?: readonly [from: number, to: number];
}

/** A family of faults: every kind of a union, by its name. */
export type Family<F extends { readonly kind: string }> = {
  readonly [K in F['kind']]: Kind<Extract<F, { kind: K }>>;
};
