import * as v from 'valibot';
import { Turns } from '../jobs/turns';
import type { StoredValue } from '../platform/storage';

/** A token is good for twelve hours and more (youtube.md §1.4); a page that asks anew is younger than that. */
const lifeMs = 6 * 3_600_000;
/** The longest that are taken from a page make four megabytes of them: the session's storage holds ten. */
const mostTokens = 500;

const shelfSchema = v.fallback(
  v.array(v.object({ binding: v.string(), token: v.string(), until: v.number() })),
  [],
);
type Kept = v.InferOutput<typeof shelfSchema>[number];

/** Where a shelf stands: what is stored outlives the worker. */
export type ShelfStore = Pick<StoredValue, 'read' | 'write'>;

/**
 * Tokens that pages have minted, by what they are bound to, the last one first: a page gives a hundred and
 * then none until it is loaded anew, so each is asked for once.
 */
export class TokenShelf {
  readonly #turns = new Turns();

  constructor(
    private readonly store: ShelfStore,
    private readonly now: () => number,
  ) {}

  async get(binding: string): Promise<string | undefined> {
    const kept = (await this.#load()).find((one) => one.binding === binding);
    return kept && kept.until > this.now() ? kept.token : undefined;
  }

  put(binding: string, token: string): Promise<void> {
    const kept = { binding, token, until: this.now() + lifeMs };
    return this.#change((known) =>
      [kept, ...known.filter((one) => one.binding !== binding)].slice(0, mostTokens),
    );
  }

  /** The server does not take it: unless another has come meanwhile, the next is minted. */
  drop(binding: string, token: string): Promise<void> {
    return this.#change((known) =>
      known.filter((one) => one.binding !== binding || one.token !== token),
    );
  }

  /** Tokens of two videos come at once. */
  #change(among: (known: readonly Kept[]) => readonly Kept[]): Promise<void> {
    return this.#turns.take('shelf', async () => this.store.write(among(await this.#load())));
  }

  async #load(): Promise<readonly Kept[]> {
    return v.parse(shelfSchema, await this.store.read());
  }
}
