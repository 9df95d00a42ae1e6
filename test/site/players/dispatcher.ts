import type { Seeded } from './seeded';
import type { StringTable } from './string-table';

interface Branch {
  readonly key: number;
  readonly salt: number;
  readonly body: string;
}

/** Ways to ask for one key without naming it. */
const questions: readonly ((key: number, random: Seeded) => string)[] = [
  (key, random) => {
    const mask = random.between(1, 127);
    return `(M^${mask})==${mask ^ key}`;
  },
  (key, random) => {
    const less = random.between(1, 50);
    return `M-${less}===${key - less}`;
  },
  (key) => `M<<1==${key * 2}`,
  (key) => `(M&127)==${key}&&M<128`,
  (key) => `M>=${key}&&M+1<=${key + 1}`,
];

/**
 * A function of 2026: several unrelated ones in one, told apart by the first number, with the places
 * of its strings hidden behind both numbers. Bodies put their result into `r` and have parameters V, I, t.
 */
export class Dispatcher {
  private readonly branches: Branch[] = [];

  constructor(
    readonly name: string,
    private readonly table: StringTable,
    private readonly random: Seeded,
  ) {}

  /** Adds a function; gives the text that stands before its arguments in a call. */
  add(body: string): string {
    const taken = new Set(this.branches.map(({ key }) => key));
    let key = this.random.between(1, 100);
    while (taken.has(key)) key = this.random.between(1, 100);
    const salt = this.random.between(200, 8000);
    const hidden = key ^ salt;
    const written = this.table.rewrite(body, (place) => `A^${place ^ hidden}`);
    this.branches.push({ key, salt, body: written });
    return `${key},${salt}`;
  }

  toString(): string {
    const ifs = this.random
      .shuffle(this.branches)
      .map(({ key, body }) => `if(${this.random.pick(questions)(key, this.random)}){${body}}`);
    return `${this.name}=function(M,D,V,I,t){var A=D^M;var r;${ifs.join('')}return r};`;
  }
}
