import { generate } from 'astring';
import { parse } from 'meriyah';

/** The peer of a cold solve: the whole script parsed and printed, as solvers do that work on the tree of all of it. */
export const printScript = (text: string): string =>
  generate(parse(text, { next: true, impliedStrict: false }));
