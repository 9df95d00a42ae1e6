import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes half a minute and more, the longest first. */
const long = ['every-video', 'failures', 'restarts', 'sabr', 'real-input', 'jobs'];

/**
 * A fresh clone knows no durations, and vitest would go by the size of the files: the longest then
 * started last, alone at the end, with the other worker idle.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return found === -1 ? long.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
