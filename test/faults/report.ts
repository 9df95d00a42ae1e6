import { freeShare } from './byte-account';
import { faultText } from './fault';
import { type FaultEvent, planText } from './plan';
import type { Result } from './play';

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** One line for a seed: what was saved, what struck, bytes beyond need, how it came out. */
export function resultText(result: Result): string {
  const { plan, struck, acts, bill, kills, problems, states, seconds, hasDisk } = result;
  const { videoId, itags } = plan.scene;
  const struckText = ({ fault: { kind } }: FaultEvent): string =>
    kind === 'disk-full' && !hasDisk ? `${kind} (for the worker only)` : kind;
  const faults = struck.map(struckText).join(', ') || 'nothing struck';
  const share = ((bill.beyond / bill.need) * 100).toFixed(1);
  const killed = kills > 0 ? `, ${kills} kills: ${size(bill.allowed)} allowed` : '';
  const spoiled = bill.spoiled > 0 ? `, ${size(bill.spoiled)} unusable` : '';
  const outcome =
    problems.length > 0
      ? `FAILED (${states.at(-1)}): ${problems.map((problem) => problem.split('\n')[0]).join('; ')}`
      : ['saved', ...acts].join(' after ').replace(/ after (?=.* after )/g, ' after ');
  return [
    `seed ${plan.seed}`,
    `${videoId} ${itags.join('+')} ${size(bill.need)}`,
    faults,
    `beyond need ${share} % (${size(bill.beyond)}${spoiled}${killed})`,
    outcome,
    `${seconds.toFixed(1)} s`,
  ].join(' · ');
}

/** Everything that is known of a seed, for whoever looks for the cause. */
export function detailText(result: Result): string {
  const { plan, struck, acts, states, notes, problems, requests, log } = result;
  const missed = plan.events.filter((event) => !struck.includes(event));
  return [
    planText(plan),
    ...(missed.length
      ? [`  missed: ${missed.map(({ fault }) => faultText(fault)).join(', ')}`]
      : []),
    `  states: ${states.join(' → ')}`,
    ...acts.map((act) => `  act: ${act}`),
    ...requests.map((request) => `  ${request}`),
    ...log.map((line) => `  log: ${line}`),
    ...notes.map((note) => `  note: ${note}`),
    ...problems.map((problem) => `  problem: ${problem}`),
  ].join('\n');
}

/** Whether every seed saved its file, and those without a kill fetched no more than one part in twenty beyond need. */
export function isPassed(results: readonly Result[]): boolean {
  return (
    results.every(({ problems }) => problems.length === 0) && beyondShare(results) <= freeShare
  );
}

function beyondShare(results: readonly Result[]): number {
  const bills = results.filter(({ kills }) => kills === 0).map(({ bill }) => bill);
  const need = bills.reduce((sum, bill) => sum + bill.need, 0);
  return need === 0 ? 0 : bills.reduce((sum, { beyond }) => sum + beyond, 0) / need;
}

export function totalsText(results: readonly Result[]): string {
  const failed = results.filter(({ problems }) => problems.length > 0);
  const quiet = results.filter(({ kills }) => kills === 0);
  const sum = (of: (result: Result) => number, among = results) =>
    among.reduce((total, result) => total + of(result), 0);
  const share = (among: readonly Result[]) => {
    const need = sum(({ bill }) => bill.need, among);
    const beyond = sum(({ bill }) => bill.beyond, among);
    return `${size(beyond)} of ${size(need)} (${need === 0 ? 0 : ((beyond / need) * 100).toFixed(1)} %)`;
  };
  const alone = results.filter(({ acts, problems }) => acts.length + problems.length === 0).length;
  const seeds = failed.map(({ plan }) => plan.seed).join(', ');
  return [
    `${results.length - failed.length} of ${results.length} seeds saved the right file, ${alone} of them without a person.`,
    `${sum(({ struck }) => struck.length)} faults struck, ${sum(({ kills }) => kills)} of them kills.`,
    `Fetched beyond need: ${share(results)}; where nothing was killed, ${share(quiet)}.`,
    ...(beyondShare(results) > freeShare ? ['FAILED: too much was fetched beyond need.'] : []),
    ...(failed.length > 0 ? [`FAILED: ${seeds} (npm run test:faults -- --seed N --verbose)`] : []),
  ].join('\n');
}
