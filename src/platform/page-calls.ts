import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';
import { inTime } from './in-time';

/** What crosses into a page: it is written as JSON on the way. */
export type PageArgument =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly PageArgument[]
  | { readonly [field: string]: PageArgument };

export interface PageCallLimits {
  readonly timeoutMs: number;
  /** Of the answer. */
  readonly mostCharacters: number;
}

/**
 * Runs a function in the page's own world, in the tab's top frame, and gives back the text that it
 * answers. The browser carries the function over by its source: it must use nothing but its arguments
 * and what every page has (`test/unit/extract/in-page.test.ts` holds ours to it). The page can replace
 * everything the function calls: its answer is the page's word, to be parsed as such. What runs late is
 * not stopped, only not waited for.
 * @throws page-not-reachable where no script can enter, page-not-responding, page-data-too-large,
 *   page-data-invalid where it is no text.
 */
export async function callInPage<const A extends readonly PageArgument[]>(
  tabId: number,
  func: (...args: A) => string | Promise<string>,
  args: A,
  { timeoutMs, mostCharacters }: PageCallLimits,
): Promise<string> {
  const answer = await inTime(timeoutMs, run(tabId, { func }, args));
  if (typeof answer !== 'string') {
    throw new ReelkeepError('page-data-invalid', 'The page answers with something else than text.');
  }
  if (answer.length > mostCharacters) {
    throw new ReelkeepError('page-data-too-large', 'The page answered with too much data.', {
      facts: { characters: answer.length },
    });
  }
  return answer;
}

/** A method, not a property: the browser's types let a function take any arguments, and ours takes these. */
interface Injected {
  func(...args: readonly unknown[]): unknown;
}

async function run(
  tabId: number,
  { func }: Injected,
  args: readonly PageArgument[],
): Promise<unknown> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId },
      world: 'MAIN',
      func,
      args: [...args],
      injectImmediately: true,
    });
    return injected?.result;
  } catch (cause) {
    throw new ReelkeepError('page-not-reachable', 'No script can enter this page.', { cause });
  }
}
