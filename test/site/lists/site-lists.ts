/** A playlist or a channel's videos. */
export interface SiteList {
  /** Of the playlist, or the path of the channel's tab. */
  readonly id: string;
  readonly title: string;
  /** How the site writes it: as until 2026, or as since. */
  readonly form: 'renderers' | 'lockups' | 'grid';
  readonly pageSize: number;
  readonly videos: readonly { readonly id: string; readonly title: string }[];
}

/** Nobody has made these videos: there are only enough of them. */
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `nth${String(at).padStart(8, '0')}`,
    title: `Number ${at + 1} of many`,
  }));

export const siteLists: readonly SiteList[] = [
  {
    id: 'PLreelkeepSmall',
    title: 'Four of them: one is private',
    form: 'lockups',
    pageSize: 2,
    videos: [
      { id: 'era2020sign', title: 'First: signed' },
      { id: 'priv2020sts', title: 'Second: [Private video]' },
      { id: 'era2019resp', title: 'Third: of 2019' },
      { id: 'sabr2026dub', title: 'Fourth: five sounds' },
    ],
  },
  {
    id: 'PLreelkeepHuge',
    title: 'Two thousand and some',
    form: 'renderers',
    pageSize: 100,
    videos: many(2_345),
  },
  {
    id: '@reelkeep/videos',
    title: 'Reelkeep’s own channel',
    form: 'grid',
    pageSize: 30,
    videos: many(35),
  },
];
