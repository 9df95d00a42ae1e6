import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { inlineJson } from '../pages/json';
import type { MinterSwitches } from './sabr-switches';

const file = fileURLToPath(new URL('../assets/minter.js', import.meta.url));

/** The page's own client for proofs of origin, as an inline script (facts §3.4); nothing where there is none. */
export async function minterScript(event: string, minter: MinterSwitches): Promise<string> {
  if (minter.isAbsent) return '';
  const text = await readFile(file, 'utf8');
  return `(${text.trimEnd().replace(/;$/, '')})(${inlineJson({ event, ...minter })});`;
}
