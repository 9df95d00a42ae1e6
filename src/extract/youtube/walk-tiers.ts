import { asReelkeepError, type ErrorCode, ReelkeepError } from '../../errors';
import { asksForPatience, type NextStep, nextStep, type TierFailure } from './next-tier';
import type { PlannedTier, Tier } from './tiers';

export interface TierWalk {
  readonly plan: readonly PlannedTier[];
  /** Goes before the plan's order, whether the plan keeps it or not: it served until now, or what is wanted is known to be there. */
  readonly first?: Tier;
  /** Failed before, in their order: not tried again. */
  readonly failed: readonly TierFailure[];
}

export interface FoundTier<T> {
  readonly tier: Tier;
  readonly value: T;
  /** Of this walk alone. */
  readonly failed: readonly TierFailure[];
}

/** No page could be asked: of the ways that need one that says nothing, and why the best one failed says more. */
const unasked: ReadonlySet<ErrorCode> = new Set(['page-not-reachable', 'page-not-responding']);

/**
 * Tries a plan's ways, one after the other, until one has something.
 * @throws what `attempt` threw where that is not the way's doing (`nextStep`) or the page asks for
 *   patience; where no way is left, what a client threw that asks for it, now or before, else what the first
 *   of this walk threw, else `none`.
 */
export async function walkTiers<T>(
  { plan, first, failed: before }: TierWalk,
  attempt: (tier: Tier) => Promise<T>,
  none: () => ReelkeepError,
): Promise<FoundTier<T>> {
  const failed: TierFailure[] = [];
  let firstThrown: ReelkeepError | undefined;
  let patience: ReelkeepError | undefined;
  let step: NextStep = first ? { step: 'tier', tier: first } : stepAfter(plan, before);
  while (step.step === 'tier') {
    const { tier } = step;
    try {
      return { tier, value: await attempt(tier), failed };
    } catch (thrown) {
      const failure = asReelkeepError(thrown);
      firstThrown ??= failure;
      if (asksForPatience(failure.code)) patience ??= failure;
      failed.push({ tier, code: failure.code });
      step = stepAfter(plan, [...before, ...failed]);
      if (unasked.has(failure.code)) break;
      if (step.step === 'same' || step.step === 'pause') throw failure;
    }
  }
  throw patience ?? askedBefore(before) ?? firstThrown ?? none();
}

/** A way that was found behind a client's refusal, and failed, makes that refusal the last word again. */
function askedBefore(before: readonly TierFailure[]): ReelkeepError | undefined {
  const { code } = before.find((failure) => asksForPatience(failure.code)) ?? {};
  return code && new ReelkeepError(code, 'A client was told so, and no other way is left.');
}

function stepAfter(
  plan: readonly PlannedTier[],
  [first, ...others]: readonly TierFailure[],
): NextStep {
  if (first !== undefined) return nextStep(plan, [first, ...others]);
  const best = plan.find(({ isKept }) => isKept);
  return best ? { step: 'tier', tier: best.tier } : { step: 'end', code: 'no-formats' };
}
