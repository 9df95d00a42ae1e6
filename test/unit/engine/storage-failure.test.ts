import { expect, it } from 'vitest';
import { storageFailure } from '../../../src/engine/storage-failure';
import { ReelkeepError } from '../../../src/errors';

it.each([
  ['QuotaExceededError', 'disk-full', undefined],
  ['NoModificationAllowedError', 'storage-failed', 'locked'],
  ['NotFoundError', 'storage-failed', 'gone'],
  ['InvalidStateError', 'storage-failed', 'gone'],
  ['UnknownError', 'storage-failed', 'refused'],
])('%s is %s', (name, code, trouble) => {
  const failure = storageFailure(new DOMException('no', name));
  expect(failure.code).toBe(code);
  expect(failure.facts.trouble).toBe(trouble);
});

it('what is no error of a browser is refused, with its words', () => {
  const failure = storageFailure(new TypeError(`Name is not allowed: ${'x'.repeat(1_000)}`));
  expect(failure.facts).toMatchObject({ trouble: 'refused' });
  expect(failure.facts.reason).toMatch(/^TypeError: Name is not allowed: x{200}/);
  expect(String(failure.facts.reason)).toHaveLength(300);
  expect(storageFailure('gone').facts.reason).toBe('gone');
});

it('what has a code keeps it', () => {
  const failure = new ReelkeepError('disk-full', 'full');
  expect(storageFailure(failure)).toBe(failure);
});
