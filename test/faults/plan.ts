import { Seeded } from '../site/players/seeded';
import {
  drawFault,
  type Fault,
  type FaultKind,
  faultKinds,
  faultText,
  strikingTime,
} from './fault';
import { drawScene, type Scene } from './scene';

export interface FaultEvent {
  /** How much of the need the site has sent when it strikes, in hundredths; 0: before the save is asked. */
  readonly at: number;
  /** And so long after that: to meet what follows the fetch. */
  readonly delayMs: number;
  readonly fault: Fault;
}

/** What will be done to one save: it follows from the seed alone. */
export interface Plan {
  readonly seed: number;
  readonly scene: Scene;
  /** In the order in which they strike. */
  readonly events: readonly FaultEvent[];
}

/** Each costs the engine's whole patience with a dead connection: one for a seed is enough. */
const patient: ReadonlySet<FaultKind> = new Set<FaultKind>(['stall', 'silence', 'drip']);
/** What the engine had not put down is lost. */
export const kills: ReadonlySet<FaultKind> = new Set<FaultKind>([
  ...(['offscreen-closed', 'engine-threw', 'engine-vanished', 'browser-killed'] as const),
  ...(['extension-reloaded', 'record-cut', 'record-flipped'] as const),
  ...(['copy-cut', 'copy-flipped'] as const),
  ...(['journal-file-cut', 'journal-file-flipped'] as const),
]);
/** In hundredths: one, two, three or four faults. */
const countUpTo = [15, 55, 85, 100];
const afterTheFetchShare = 0.15;
const longestDelayMs = 250;
/** Before, there is little on the disk that could be lost. */
const killsFrom = 40;

export function planOf(seed: number): Plan {
  const random = new Seeded(seed);
  const kinds = drawKinds(seed, random);
  const smallDisk = kinds.includes('disk-full') && random.chance(0.5);
  const isKilled = kinds.some((kind) => kills.has(kind));
  const scene = drawScene(random, smallDisk, isKilled);
  const events = kinds.map((kind): FaultEvent => {
    const fault = drawFault(kind, random, scene);
    return { ...drawTime(kind, random), fault };
  });
  return { seed, scene, events: events.sort((a, b) => a.at - b.at || a.delayMs - b.delayMs) };
}

function drawKinds(seed: number, random: Seeded): readonly FaultKind[] {
  const kinds = [dealtKind(seed, 1)];
  const dice = random.between(1, 100);
  const count = 1 + countUpTo.findIndex((most) => dice <= most);
  for (let next = dealtKind(seed, 2); kinds.length < count; next = random.pick(faultKinds)) {
    const isPatient = patient.has(next) && kinds.some((kind) => patient.has(kind));
    if (!kinds.includes(next) && !isPatient) kinds.push(next);
  }
  return kinds;
}

/**
 * As from a deck with each kind once, shuffled anew when it is used up: the first faults of as many seeds
 * as there are kinds are all of them, and so are the second ones.
 */
function dealtKind(seed: number, deck: 1 | 2): FaultKind {
  const { length } = faultKinds;
  const shuffled = new Seeded(Math.floor(seed / length) * 2 + deck).shuffle(faultKinds);
  const kind = shuffled[seed % length];
  if (kind === undefined) throw new RangeError(`A seed is a whole number from 0, not ${seed}.`);
  return kind;
}

function drawTime(kind: FaultKind, random: Seeded): Pick<FaultEvent, 'at' | 'delayMs'> {
  const [from, to] = strikingTime(kind);
  if (from === 0 && (to === 0 || random.chance(0.35))) return { at: 0, delayMs: 0 };
  if (to >= 95 && random.chance(afterTheFetchShare)) {
    return { at: 100, delayMs: random.between(0, longestDelayMs) };
  }
  const least = kills.has(kind) ? killsFrom : Math.max(1, from);
  return { at: random.between(least, to), delayMs: 0 };
}

export function planText({ scene, events }: Plan): string {
  const { videoId, itags, seconds, smallDisk } = scene;
  const what = `${videoId} ${itags.join('+')} in ${seconds} s${smallDisk ? ', small disk' : ''}`;
  const faults = events.map(
    ({ at, delayMs, fault }) =>
      `  ${at} %${delayMs ? ` + ${delayMs} ms` : ''}: ${faultText(fault)}`,
  );
  return [what, ...faults].join('\n');
}
