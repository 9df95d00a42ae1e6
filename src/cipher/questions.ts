import type { OpenWorld, Question } from './decide';
import { type NMethod, nEntry, type SignatureMethod, signatureEntry } from './methods';
import { applyOperations } from './operations';
import { isNProof, isPlausibleN, isSignatureProof, nProbes, signatureProbes } from './proof';
import { nStrategies, signatureStrategies } from './strategies';
import type { Outputs } from './world';

/** The answers of a method for some signatures. */
export async function signatureOutputs(
  method: SignatureMethod,
  signatures: readonly string[],
  world: OpenWorld,
): Promise<Outputs> {
  if (method.via === 'operations') {
    return signatures.map((signature) => applyOperations(signature, method.operations));
  }
  return (await world()).run(signatureEntry(method), signatures);
}

/** How does this player decipher a signature? */
export const signatureQuestion: Question<SignatureMethod> = {
  strategies: signatureStrategies,
  probes: signatureProbes,
  outputs: (method, world) => signatureOutputs(method, signatureProbes, world),
  proves: (outputs, { lastResort }) => isSignatureProof(outputs, lastResort),
  isPlausible: (input, output) => typeof output === 'string' && output !== input,
};

/** How does this player answer an `n`? */
export const nQuestion: Question<NMethod> = {
  strategies: nStrategies,
  probes: nProbes,
  outputs: async (method, world) => (await world()).run(nEntry(method), nProbes),
  proves: isNProof,
  isPlausible: isPlausibleN,
};
