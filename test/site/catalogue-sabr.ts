import { clips } from './media/clips';
import { dubs } from './media/dubs';
import type { VideoSpec } from './video-spec';

/** Videos as today's pages have them: 18 has an address, everything else comes over the streaming protocol. */
export const sabrVideos = [
  {
    id: 'sabr2026own',
    era: '2026',
    title: 'Delta 2026: by the streaming protocol',
    channel: 'Streams',
    description: 'A hundred seconds: forty of them want a token.',
    clip: clips.delta,
    itags: [18, 134, 160, 243, 140, 251],
    signing: 'sabr',
    delivery: 'inline',
    expects: ['saved'],
  },
  {
    id: 'sabr2026dub',
    era: '2026',
    title: 'Orchard 2026: five sounds of one itag',
    channel: 'Streams',
    description: 'The original, the same at one level, a dub, a dub by machine, and described.',
    clip: clips.orchard,
    itags: [18, 136, 134, 247, 140, 251],
    dubs: [dubs.original, dubs.level, dubs.korean, dubs.german, dubs.described],
    signing: 'sabr',
    delivery: 'inline',
    expects: ['saved'],
  },
  {
    id: 'sabr2026ply',
    era: '2026',
    title: 'Glacier 2026: from the player only',
    channel: 'Streams',
    description: 'No response inline.',
    clip: clips.glacier,
    itags: [18, 137, 248, 136, 140, 251],
    signing: 'sabr',
    delivery: 'player-only',
    expects: ['saved'],
  },
  {
    id: 'sabr2hour2g',
    era: '2026',
    title: 'Two hours, 2.2 gigabytes, by the streaming protocol',
    channel: 'Streams',
    description: 'Computed as it is served; without 18, which cannot be computed.',
    clip: clips.twoHours,
    itags: [137, 248, 140, 251],
    signing: 'sabr',
    delivery: 'inline',
    expects: ['saved', 'streaming-only'],
  },
] as const satisfies readonly VideoSpec[];
