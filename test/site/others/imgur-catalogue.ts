import type { ClipFile } from './clip-file';

export interface ImgurPostSpec {
  readonly id: string;
  readonly title: string;
  readonly isAlbum?: true;
  /** Whether the page itself holds the post's data; else they must be asked of the API. */
  readonly isHeld: boolean;
  /** Only who put it up sees it. */
  readonly isPrivate?: true;
  readonly media: readonly (ClipFile & { readonly id: string; readonly title?: string })[];
}

/** The client id with which the site's own pages ask. */
export const pageClientId = '0a1b2c3d4e5f678';
/** One that a person has registered. */
export const ownClientId = 'fedcba987654321';
export const ownSecret = '0123456789abcdef0123456789abcdef01234567';
/** Whose client it is, and whose albums are hidden from all others. */
export const accountName = 'shutterbug';

export const imgurPosts: readonly ImgurPostSpec[] = [
  {
    id: 'harbr18',
    title: 'The harbour wakes: "early" </script> & all',
    isHeld: true,
    media: [{ id: 'harbr18', clip: 'harbour', extension: 'mp4' }],
  },
  {
    id: 'deSrt',
    title: 'A desert',
    isHeld: false,
    media: [{ id: 'deSrt', clip: 'desert', extension: 'png' }],
  },
  {
    id: 'aLbum',
    title: 'Three of a kind',
    isAlbum: true,
    isHeld: false,
    media: [
      { id: 'meadow1', clip: 'meadow', extension: 'jpg', title: 'First light' },
      { id: 'canyon2', clip: 'canyon', extension: 'mp4' },
      { id: 'glacie3', clip: 'glacier', extension: 'gif' },
    ],
  },
  {
    id: 'pRivt',
    title: 'For me alone',
    isAlbum: true,
    isHeld: false,
    isPrivate: true,
    media: [{ id: 'orchrd4', clip: 'orchard', extension: 'mp4', title: 'Ripe' }],
  },
];

/** Was put up once, and taken down. */
export const removedId = 'gone123';

export const imgurMedia = imgurPosts.flatMap(({ media }) => media);
