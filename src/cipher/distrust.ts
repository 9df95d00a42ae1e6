import type { Challenges } from './challenges';
import type { Plan } from './plan';
import type { Kind } from './solve-player';

/**
 * The plan without what it knows of one kind, and with the strategy behind that distrusted. What it knows
 * of the other kind stays: an `n` that was refused says nothing of the signature.
 */
export function distrust(plan: Plan, kind: Kind): Plan {
  const strategy = plan[kind]?.strategy;
  const distrusted =
    strategy === undefined
      ? plan.distrusted
      : { ...plan.distrusted, [kind]: [...plan.distrusted[kind], strategy] };
  return kind === 'n'
    ? { ...plan, distrusted, n: null, answers: {} }
    : { ...plan, distrusted, signature: null, permutations: {} };
}

/** Whether the plan is all that the script has for these challenges, or the script must be asked (again). */
export function serves(plan: Plan, { signatures, ns }: Challenges): boolean {
  if (plan.signature === null && plan.n === null) return false;
  const lost = (kind: Kind) => plan[kind] === null && plan.distrusted[kind].length > 0;
  return !(signatures.length > 0 && lost('signature')) && !(ns.length > 0 && lost('n'));
}
