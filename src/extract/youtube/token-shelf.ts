/** A token is good for twelve hours and more (youtube.md §1.4); a page that asks anew is younger than that. */
const lifeMs = 6 * 3_600_000;
const mostTokens = 500;

/**
 * Tokens that pages have minted, by what they are bound to: a page gives a hundred and then none until it
 * is loaded anew, so each is asked for once.
 */
export class TokenShelf {
  readonly #tokens = new Map<string, { token: string; until: number }>();

  constructor(private readonly now: () => number) {}

  get(binding: string): string | undefined {
    const kept = this.#tokens.get(binding);
    return kept && kept.until > this.now() ? kept.token : undefined;
  }

  put(binding: string, token: string): void {
    this.#tokens.delete(binding);
    this.#tokens.set(binding, { token, until: this.now() + lifeMs });
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > mostTokens && oldest !== undefined) this.#tokens.delete(oldest);
  }

  /** The server does not take it: unless another has come meanwhile, the next is minted. */
  drop(binding: string, token: string): void {
    if (this.#tokens.get(binding)?.token === token) this.#tokens.delete(binding);
  }
}
