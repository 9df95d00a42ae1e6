import { BaseSequencer } from 'vitest/node';

/**
 * A fresh clone knows no durations, and vitest would go by the size of the files: the longest then
 * started last, alone at the end, with the other workers idle.
 * @param {readonly string[]} longest files' names without `.test.ts`, the longest first
 */
export const longestFirst = (longest) =>
  class LongestFirst extends BaseSequencer {
    async sort(files) {
      const place = ({ moduleId }) => {
        const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
        return found === -1 ? longest.length : found;
      };
      return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
    }
  };
