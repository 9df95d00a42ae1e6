/** What is shown of captions at one time. */
export interface Cue {
  readonly startMs: number;
  /** After its begin. */
  readonly endMs: number;
  /** Plain, lines apart by `\n`, none of them empty. */
  readonly text: string;
}
