import * as v from 'valibot';
import { ReelkeepError } from '../../errors';

/**
 * Carries one question to aria2 and its answer back. `isAnswer`: a socket also carries what nobody asked.
 * @throws aria2-unreachable
 */
export type Exchange = (
  question: string,
  isAnswer: (text: string) => boolean,
  signal: AbortSignal,
) => Promise<string>;

const failureSchema = v.object({ code: v.number(), message: v.string() });
const answerSchema = v.union([
  v.object({ id: v.string(), result: v.unknown() }),
  v.object({ id: v.string(), error: failureSchema }),
]);

let asked = 0;

/**
 * One call of JSON-RPC 2.0.
 * @throws aria2-unreachable where whoever answers speaks something else, aria2-refused, aria2-forgotten,
 *   aria2-error with its words.
 */
export async function callAria2(
  exchange: Exchange,
  method: string,
  params: readonly unknown[],
  signal: AbortSignal,
): Promise<unknown> {
  asked += 1;
  const id = `reelkeep-${asked}`;
  const question = JSON.stringify({ jsonrpc: '2.0', id, method, params });
  const text = await exchange(question, (candidate) => parse(candidate)?.id === id, signal);
  const answer = parse(text);
  if (answer?.id !== id) {
    throw new ReelkeepError('aria2-unreachable', 'What answers there is not aria2.');
  }
  if ('error' in answer) throw refusal(answer.error.message);
  return answer.result;
}

/** Of many calls in one, each its result or, as a `ReelkeepError`, its failure. */
export function eachResult(answers: unknown, count: number): unknown[] {
  const parsed = v.safeParse(v.array(v.union([v.tuple([v.unknown()]), failureSchema])), answers);
  if (!parsed.success || parsed.output.length !== count) throw nonsense();
  return parsed.output.map((one) => (Array.isArray(one) ? one[0] : refusal(one.message)));
}

export const nonsense = (): ReelkeepError =>
  new ReelkeepError('aria2-error', 'aria2 answers with something that means nothing.');

function parse(text: string): v.InferOutput<typeof answerSchema> | undefined {
  try {
    const parsed = v.safeParse(answerSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // No JSON: whoever that is, it is no answer.
    return undefined;
  }
}

/** aria2 has one code for all; its words tell them apart (`rpc_helper`, `RpcMethodImpl` of 1.36). */
function refusal(words: string): ReelkeepError {
  if (words === 'Unauthorized') {
    return new ReelkeepError('aria2-refused', 'aria2 does not accept the secret.');
  }
  if (/is not found|^No such download/.test(words)) {
    return new ReelkeepError('aria2-forgotten', 'aria2 does not know this download.');
  }
  return new ReelkeepError('aria2-error', 'aria2 refuses what it was asked.', {
    facts: { answer: withoutAddresses(words) },
  });
}

/** Addresses carry signatures, and paths a person's name: neither belongs into a log. */
export const withoutAddresses = (words: string): string =>
  words.replace(/\S*\/\S*/g, '…').slice(0, 200);
