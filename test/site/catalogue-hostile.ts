import type { HostileName } from './hostile/hostile-pages';
import { clips } from './media/clips';
import type { Outcome, VideoSpec } from './video-spec';

type Row = readonly [
  id: string,
  hostile: HostileName | undefined,
  title: string,
  ...expects: Outcome[],
];

const rows: readonly Row[] = [
  ['evilforged0', 'forged-answers', 'The page answers for us', 'saved'],
  [
    'evilpoison0',
    'poisoned-builtins',
    'The page replaced the builtins',
    'saved',
    'page-data-invalid',
    'other-video',
  ],
  [
    'evilhugestr',
    'huge-strings',
    'A title of 50 MB',
    'page-data-too-large',
    'page-data-invalid',
    'saved',
  ],
  ['evildeepobj', 'deep-object', 'Deep', 'page-data-too-large', 'page-data-invalid', 'saved'],
  ['evilcyclic0', 'cyclic-object', 'Cyclic', 'page-data-too-large', 'page-data-invalid', 'saved'],
  [
    'evilmanyfmt',
    'many-formats',
    'A hundred thousand formats',
    'page-data-too-large',
    'page-data-invalid',
    'saved',
  ],
  ['evilthrower', 'throwing-getters', 'Getters that throw', 'saved'],
  ['evilwrongty', 'wrong-types', 'Wrong types', 'page-data-invalid', 'saved'],
  ['evilmediaho', 'evil-media', 'Media elsewhere', 'address-not-allowed', 'no-formats'],
  ['evilplayer1', 'evil-player', 'A player script elsewhere', 'address-not-allowed'],
  ['evilplayer2', 'evil-player-lookalike', 'A player script at a lookalike', 'address-not-allowed'],
  ['evilplayer3', 'evil-player-path', 'A player script at another path', 'address-not-allowed'],
  ['evilredirec', 'evil-redirect', 'Media that redirect elsewhere', 'address-not-allowed'],
  ['evilhugecle', 'huge-lengths', 'Media larger than any disk', 'saved'],
  ['evilfalsele', 'false-lengths', 'Media of another length', 'length-mismatch', 'http-416'],
  ['evilstrange', 'strange-codecs', 'A codec that nobody knows', 'no-formats'],
  [
    'eviltitle01',
    undefined,
    '../../.bashrc \u202Egpj.exe \u0000<script>alert(1)</script> CON:|?*"\\/ ~. \u200E\u2066',
    'saved',
  ],
  ['eviltitle02', undefined, `${'긴 제목 🎬 '.repeat(60)}.lnk`, 'saved'],
  ['eviltitle03', undefined, ' . ', 'saved'],
];

/** Pages that want harm. Whatever the extension makes of one, it may not hang, ask an address elsewhere, or show what was forged. */
export const hostileVideos: readonly VideoSpec[] = rows.map(([id, hostile, title, ...expects]) => ({
  id,
  era: '2020',
  title,
  channel: 'Mallory',
  description: 'A page that wants harm.',
  clip: clips.canyon,
  itags: [18, 136, 140, 251],
  signing: 'signatureCipher',
  delivery: 'inline',
  ...(hostile && { hostile }),
  expects,
}));
