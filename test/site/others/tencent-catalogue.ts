import type { ClipName } from '../media/clips';

export interface TencentFilm {
  readonly vid: string;
  /** Of the page that shows it without naming it. */
  readonly cover?: string;
  readonly title: string;
  /** Of which it is made, in their order; of one: in one file; of none: it is served in segments. */
  readonly clips: readonly ClipName[];
  /** Only its page's own player is told of it: `getinfo` knows old films alone. */
  readonly isNew?: true;
  /** The site's refusal. */
  readonly em?: number;
}

export const tencentFilms: readonly TencentFilm[] = [
  { vid: 'x0offline01', title: '离线的港口', clips: ['harbour', 'canyon', 'desert'] },
  { vid: 'x0single001', cover: 'mzcsingle', title: 'In one piece', clips: ['orchard'] },
  {
    vid: 'x0newfilm01',
    cover: 'mzcnew',
    title: '今天的峡谷',
    clips: ['canyon', 'desert'],
    isNew: true,
  },
  { vid: 'x0stream001', title: 'In segments', clips: [], isNew: true },
  { vid: 'x0paidfor01', title: 'For those who pay', clips: [], em: 83 },
];

export const filmOf = (vid: string | null): TencentFilm | undefined =>
  tencentFilms.find((film) => film.vid === vid);

/** As the site numbers them. */
export const definitions = [
  { id: 10_203, name: 'sd' },
  { id: 10_202, name: 'hd' },
  { id: 10_201, name: 'shd' },
  { id: 10_209, name: 'fhd' },
] as const;

/** Written as the site writes it, though every host of its serves https. */
export const mediaBase = 'http://ugcws.video.gtimg.com/';
export const listBase = 'http://ltshd.gtimg.com/';
