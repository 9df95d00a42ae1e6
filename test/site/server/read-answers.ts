import { readFile } from 'node:fs/promises';

export interface Answers {
  readonly signatures: ReadonlySet<string>;
  /** Solved. */
  readonly n: ReadonlySet<string>;
}

/** Gathers, from a JSON file of any shape, what stands under `sig` or `signature`, and under `n_out`. */
export async function readAnswers(path: string): Promise<Answers> {
  const signatures = new Set<string>();
  const n = new Set<string>();
  JSON.parse(await readFile(path, 'utf8'), (name, value: unknown) => {
    if (typeof value === 'string' && (name === 'sig' || name === 'signature')) {
      signatures.add(value);
    }
    if (typeof value === 'string' && name === 'n_out') n.add(value);
    return value;
  });
  return { signatures, n };
}
