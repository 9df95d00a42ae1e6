/** A part of a video that has a name; it lasts until the next one. */
export interface Chapter {
  readonly startMs: number;
  readonly title: string;
}
