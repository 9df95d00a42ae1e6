/** What a published list comes to, read by us and by a parser that shares no code with ours. */
export interface ListVerdict {
  readonly file: string;
  readonly kind: 'hls' | 'dash';
  /** `refused`: by us, with a code. `unread`: the other one reads nothing. `master`: names other lists, and both say so. */
  readonly state: 'equal' | 'master' | 'different' | 'refused' | 'unread';
  readonly segments: number;
  /** Ours where it refuses; else the first segment in which they differ, ours before theirs. */
  readonly why?: string;
}

/** Compares segment by segment; of each everything that both know, in one line. */
export function compared(
  about: Pick<ListVerdict, 'file' | 'kind'>,
  ours: readonly string[],
  theirs: readonly string[],
): ListVerdict {
  const at = ours.findIndex((line, place) => line !== theirs[place]);
  const differs = at >= 0 || ours.length !== theirs.length;
  const place = at >= 0 ? at : Math.min(ours.length, theirs.length);
  return {
    ...about,
    state: differs ? 'different' : 'equal',
    segments: ours.length,
    ...(differs && {
      why: `${ours.length} and ${theirs.length} segments; ${place}: ${ours[place]} | ${theirs[place]}`,
    }),
  };
}
