import { expect, test } from 'vitest';
import { ownNames } from '../../../src/extract/own-names';

test('no name is given out twice, whatever is asked for', () => {
  const ownName = ownNames();
  const asked = ['a', 'a', 'a.2', 'a', 'a.2', 'b'];
  expect(asked.map((name) => ownName(name))).toEqual(['a', 'a.2', 'a.2.2', 'a.3', 'a.2.3', 'b']);
});
