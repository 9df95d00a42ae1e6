import type { ClipFile } from './clip-file';

interface FourchanPost extends Partial<ClipFile> {
  readonly no: number;
  /** As the site has it: escaped. */
  readonly filename?: string;
  readonly tim?: number;
  readonly isDeleted?: true;
}

export const fourchanThread = {
  board: 'wsg',
  no: 4_000_001,
  subject: 'Offline &amp; quiet',
  posts: [
    {
      no: 4_000_001,
      filename: 'the &quot;harbour&quot;',
      tim: 1_700_000_000_000_001,
      clip: 'harbour',
      extension: 'webm',
    },
    { no: 4_000_002 },
    {
      no: 4_000_003,
      filename: 'image',
      tim: 1_700_000_000_000_003,
      clip: 'desert',
      extension: 'jpg',
    },
    {
      no: 4_000_004,
      filename: 'image',
      tim: 1_700_000_000_000_004,
      clip: 'meadow',
      extension: 'jpg',
    },
    { no: 4_000_005, filename: 'gone', isDeleted: true },
    {
      no: 4_000_006,
      filename: 'clip',
      tim: 1_700_000_000_000_006,
      clip: 'canyon',
      extension: 'mp4',
    },
  ],
  /** Comes once a test has it come. */
  later: {
    no: 4_000_007,
    filename: 'late',
    tim: 1_700_000_000_000_007,
    clip: 'glacier',
    extension: 'gif',
  },
} as const satisfies {
  board: string;
  no: number;
  subject: string;
  posts: readonly FourchanPost[];
  later: FourchanPost;
};

export type ThreadFile =
  | Extract<(typeof fourchanThread)['posts'][number], { tim: number }>
  | (typeof fourchanThread)['later'];

export const threadFiles: readonly ThreadFile[] = [
  ...fourchanThread.posts.filter((post) => 'tim' in post),
  fourchanThread.later,
];
