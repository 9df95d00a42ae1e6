import type { Seeded } from '../site/players/seeded';
import { type BrowserFault, browserFaults } from './browser-faults';
import type { Kind, Struck } from './family';
import { type JournalFault, journalFaults } from './journal-faults';
import { type NetworkFault, networkFaults } from './network-faults';
import { type PersonAct, personActs } from './person-acts';
import type { Scene } from './scene';
import { type SiteFault, siteFaults } from './site-faults';
import type { Stage } from './stage';
import { type StorageFault, storageFaults } from './storage-faults';

/** Everything that can go wrong, as data: what a plan is made of. */
export type Fault =
  | SiteFault
  | NetworkFault
  | BrowserFault
  | StorageFault
  | JournalFault
  | PersonAct;

type FaultByKind = { readonly [F in Fault as F['kind']]: F };
export type FaultKind = Fault['kind'];

const kinds: { readonly [K in FaultKind]: Kind<FaultByKind[K]> } = {
  ...siteFaults,
  ...networkFaults,
  ...browserFaults,
  ...storageFaults,
  ...journalFaults,
  ...personActs,
};

const isKind = (name: string): name is FaultKind => Object.hasOwn(kinds, name);

export const faultKinds: readonly FaultKind[] = Object.keys(kinds).filter(isKind);

/** A fault of this kind, its numbers drawn. */
export function drawFault<K extends FaultKind>(kind: K, random: Seeded, scene: Scene): Fault {
  return { kind, ...kinds[kind].draw(random, scene) } as FaultByKind[K];
}

/** In which part of the fetch a fault of this kind may strike, in hundredths. */
export const strikingTime = (kind: FaultKind): readonly [from: number, to: number] =>
  kinds[kind].when ?? [5, 95];

export const strike = (fault: Fault, stage: Stage): Promise<Struck> =>
  strikeAs(fault.kind, fault, stage);

const strikeAs = <K extends FaultKind>(
  kind: K,
  fault: FaultByKind[K],
  stage: Stage,
): Promise<Struck> => kinds[kind].strike(fault, stage);

/** `reset share=0.31 times=2` */
export function faultText({ kind, ...numbers }: Fault): string {
  const facts = Object.entries(numbers).map(([name, value]) => `${name}=${value}`);
  return [kind, ...facts].join(' ');
}
