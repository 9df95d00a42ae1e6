import type { BaseSequencer } from 'vitest/node';

export declare function longestFirst(longest: readonly string[]): typeof BaseSequencer;
