/** What a page's formats ask for: enciphered signatures and values of `n`, as they stand in the formats. */
export interface Challenges {
  readonly signatures: readonly string[];
  readonly ns: readonly string[];
}

/** Every challenge with its answer. */
export interface Answers {
  readonly signatures: ReadonlyMap<string, string>;
  readonly ns: ReadonlyMap<string, string>;
}
