import type { Seeded } from './seeded';

const first = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefhijklmnopqrstuvwxyz$_';
const rest = `${first}0123456789g`;
const reserved = new Set(
  'do if in for let new try var case else enum eval null this true void with NaN get set top'.split(
    ' ',
  ),
);

/** Names as a minifier gives them: short, without meaning, each once. */
export class FreshNames {
  private readonly taken = new Set<string>();

  constructor(private readonly random: Seeded) {}

  /** A name of the script's outermost scope. */
  outer(): string {
    return this.fresh(this.random.between(2, 3));
  }

  /** A name for a member. */
  member(): string {
    return this.fresh(2);
  }

  private fresh(length: number): string {
    for (let more = 0; ; more += 1) {
      const extra = more > 20 ? 1 : 0;
      const name = this.random.text(first, 1) + this.random.text(rest, length - 1 + extra);
      if (this.taken.has(name) || reserved.has(name)) continue;
      this.taken.add(name);
      return name;
    }
  }
}
