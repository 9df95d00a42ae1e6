import type { Seeded } from './seeded';

/**
 * The list of strings through which players write members and texts since 2025: `a.get("n")`
 * becomes `a[w[7]](w[31])`. Strings are added as they are met.
 */
export class StringTable {
  private readonly strings: string[];

  constructor(
    readonly name: string,
    private readonly random: Seeded,
  ) {
    const words = ['youtube.player.web', '1969-12-31T14:45:03.000-09:15', '{,{(/(', 'r[1-9].*'];
    this.strings = random.shuffle(words);
  }

  /** The place of a string. */
  place(text: string): number {
    const known = this.strings.indexOf(text);
    return known >= 0 ? known : this.strings.push(text) - 1;
  }

  /**
   * Rewrites our plain code: members (but for the namespace's) and texts go through the table, all but a few.
   * `index` writes a place; in a dispatching function that is a number that comes out only when it runs.
   */
  rewrite(code: string, index: (place: number) => string = String): string {
    const at = (text: string) => `${this.name}[${index(this.place(text))}]`;
    const texts = code.replace(/(?<![\\\w])"([\w=&?-]+)"(?!:)/g, (whole, text: string) =>
      this.random.chance(0.85) ? at(text) : whole,
    );
    return texts.replace(/(?<!(?<![\w$])g|\d)\.([A-Za-z_$][\w$]*)/g, (whole, member: string) =>
      this.random.chance(0.85) ? `[${at(member)}]` : whole,
    );
  }

  /** The statement that declares the table. */
  toString(): string {
    const separator = this.random.pick([';', '}', '{']);
    const usable = this.strings.every((text) => !text.includes(separator));
    return usable
      ? `${this.name}=${JSON.stringify(this.strings.join(separator))}.split("${separator}");`
      : `${this.name}=${JSON.stringify(this.strings)};`;
  }
}
