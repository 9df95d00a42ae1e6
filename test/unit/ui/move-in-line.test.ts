import { describe, expect, it, test } from 'vitest';
import type { Priority } from '../../../src/jobs/job';
import { compareTurns } from '../../../src/ui/job-group';
import { moveInLine } from '../../../src/ui/move-in-line';
import { jobView } from '../../helpers/job-views';

const job = (id: string, priority: Priority, rank: number) =>
  jobView(id, { options: { priority, rank } });
const line = [
  job('h', 'high', 3),
  job('a', 'normal', 1),
  job('b', 'normal', 2),
  job('c', 'normal', 5),
  job('l', 'low', 4),
];

describe('moveInLine', () => {
  it('goes between two of its own priority', () => {
    expect(moveInLine(line, 'a', 2)).toEqual({ priority: 'normal', before: 'c', rank: 3.5 });
    expect(moveInLine(line, 'c', 1)).toEqual({ priority: 'normal', before: 'a', rank: 0 });
  });

  it('ends its priority’s line where nothing of that follows', () => {
    expect(moveInLine(line, 'a', 3)).toEqual({ priority: 'normal', rank: 6 });
  });

  it('takes on the priority of those it comes to stand among', () => {
    expect(moveInLine(line, 'a', 0)).toEqual({ priority: 'high', before: 'h', rank: 2 });
    expect(moveInLine(line, 'a', 4)).toEqual({ priority: 'low', rank: 5 });
  });

  it('changes its priority no further than it must between two others', () => {
    expect(moveInLine(line, 'l', 1)).toMatchObject({ priority: 'normal', before: 'a' });
    expect(moveInLine(line, 'h', 3)).toEqual({ priority: 'normal', rank: 6 });
  });

  it('knows where it stands', () => {
    expect(moveInLine(line, 'b', 2)).toBeUndefined();
    expect(moveInLine(line, 'h', -3)).toBeUndefined();
    expect(moveInLine(line, 'l', 9)).toBeUndefined();
    expect(moveInLine(line, 'unknown', 1)).toBeUndefined();
  });
});

test('whoever is moved stands where it was moved to', () => {
  for (const { id, options } of line) {
    for (const place of line.keys()) {
      const move = moveInLine(line, id, place);
      const after = line.map((each) => {
        if (each.id !== id || !move) return each;
        return { ...each, options: { priority: move.priority, rank: move.rank } };
      });
      const found = after.toSorted(compareTurns).findIndex((each) => each.id === id);
      expect({ id, options, place, found }).toEqual({ id, options, place, found: place });
    }
  }
});
