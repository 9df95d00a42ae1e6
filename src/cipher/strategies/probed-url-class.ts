import { printedUrlSearch } from '../methods';
import type { NStrategy } from '../strategy';
import { copyableConstructors } from './url-class';

/**
 * The URL class by what it does alone: made of a URL, one of its methods prints a URL back, and after
 * another was called the printed `n` is a different one. No method's name is relied upon.
 */
export const probedUrlClass: NStrategy = {
  name: 'probed-url-class',
  era: '2020–today',
  lastResort: true,
  spot: (script) =>
    copyableConstructors(script).map((name) => ({
      entry: printedUrlSearch(name),
      toMethod: ([method = null, , print = null]) =>
        print === null ? undefined : { via: 'printed-url' as const, name, method, print },
    })),
};
