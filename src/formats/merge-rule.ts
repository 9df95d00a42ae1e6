/**
 * How the fragments of one format become one file. `in-order`: each has picture and sound, and they follow
 * each other in time.
 */
export type MergeRule = 'in-order';
