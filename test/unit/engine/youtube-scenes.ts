import type { ErrorCode } from '../../../src/errors';
import type { ClientAnswer, SiteClientName } from '../../site/clients/site-clients';
import type { SiteControl } from '../../site/control/site-control';
import { mediaHosts } from '../../site/hosts';
import { clips } from '../../site/media/clips';
import type { MinterSwitches, SabrSwitches } from '../../site/sabr/sabr-switches';

/** Of the site's control all but what is no switch of the YouTube half by itself. */
type ControlSwitch = Exclude<
  keyof SiteControl,
  // Logs and levers.
  | 'requests'
  | 'faults'
  | 'limits'
  | 'generation'
  | 'atPresent'
  | 'reset'
  // Keyed by their own fields here.
  | 'sabr'
  | 'clients'
  // Other halves.
  | 'live'
  | 'others'
  // Only a page whose scripts run beside ours can forge (`every-video.test.ts`).
  | 'forgedEvents'
>;

/** Everything that can be turned: what the site learns to turn is missing in the table until it has a scene. */
export type YoutubeSwitch =
  | Exclude<keyof SabrSwitches, 'minter'>
  | `minter.${keyof MinterSwitches}`
  | `client.${ClientAnswer}`
  | ControlSwitch;

/** What a scene may touch. */
export interface Stage {
  readonly control: SiteControl;
  /** The page's own player answers every `n` wrongly. */
  readonly solveWrongly: () => void;
  readonly closeTab: () => void;
}

export type Wish = 'smallest' | 'itag-18' | 'preset';

/** The way by which the right file comes, or why none does. */
export type Ending =
  | { readonly by: 'sabr' | 'itag-18' | `client:${SiteClientName}` }
  | { readonly code: ErrorCode };

export interface Scene {
  /** Before the page is loaded. */
  readonly turn?: (stage: Stage) => void;
  /** Once a good part has come. */
  readonly underWay?: (stage: Stage) => void;
  /** Once the job waits because the server wants it. */
  readonly onceWaiting?: (stage: Stage) => void;
  readonly wish?: Wish;
  /** How much faster than the site's clock the engine's goes; fifty where it does not matter. */
  readonly haste?: number;
  readonly ends: Ending;
}

type Scenes = readonly [Scene, ...Scene[]];

const streamed = { by: 'sabr' } as const;
/** What comes next where the streaming protocol gives nothing. */
const next = { by: 'client:VISIONOS' } as const;
const embedded = { by: 'client:WEB_EMBEDDED_PLAYER' } as const;
const always18 = { by: 'itag-18' } as const;

const sabr = (switches: Partial<SabrSwitches>, ends: Ending = streamed): Scene => ({
  turn: ({ control }) => control.sabr.turn(switches),
  ends,
});

const minter = (
  switches: Partial<MinterSwitches>,
  ends: Ending,
  more: Partial<SabrSwitches> = {},
): Scene => ({
  turn: ({ control }) => turnMinter(control, switches, more),
  ends,
});

function turnMinter(
  { sabr: desk }: SiteControl,
  switches: Partial<MinterSwitches>,
  more: Partial<SabrSwitches> = {},
): void {
  desk.turn({ ...more, minter: { ...desk.switches.minter, ...switches } });
}

/** Without a token, so that other clients are asked at all. */
const clients = (
  answers: Partial<Record<SiteClientName, ClientAnswer>>,
  ends: Ending,
  wish?: Wish,
): Scene => ({
  turn: ({ control }) => {
    turnMinter(control, { isAbsent: true });
    control.clients = { ...control.clients, ...answers };
  },
  ...(wish && { wish }),
  ends,
});

const noClient = { VISIONOS: 'unplayable', WEB_EMBEDDED_PLAYER: 'unplayable' } as const;
const doubted = { VISIONOS: 'not-a-bot', WEB_EMBEDDED_PLAYER: 'not-a-bot' } as const;
/** Under way the streaming protocol gives nothing any more, and the clients answer so. */
const stopped =
  (answer: ClientAnswer) =>
  ({ control }: Stage): void => {
    control.sabr.turn({ distrustsTokens: true, freeMs: 0 });
    control.clients = { ...control.clients, VISIONOS: answer, WEB_EMBEDDED_PLAYER: answer };
  };
const welcome = ({ control }: Stage): void => {
  control.clients = { ...control.clients, VISIONOS: 'addresses' };
};
const evil = 'https://media.evil.example/?sabr=1';

/** Each switch of the YouTube half by itself, with what it leads to. */
export const youtubeScenes: Readonly<Record<YoutubeSwitch, Scenes>> = {
  wrongN: [
    { turn: ({ solveWrongly }) => solveWrongly(), ends: streamed },
    {
      turn: ({ solveWrongly, control }) => {
        control.sabr.turn({ wrongN: 'slow' });
        solveWrongly();
      },
      ends: streamed,
    },
  ],
  requestsPerAddress: [sabr({ requestsPerAddress: 3 })],
  failing: [
    sabr({ failing: { status: 503 } }, next),
    sabr({ failing: { host: mediaHosts[0], status: 503 } }, next),
    // Only after as many waits as there may be.
    { ...sabr({ failing: { status: 429 } }, next), haste: 300 },
  ],
  readaheadMs: [sabr({ readaheadMs: 5 }), sabr({ readaheadMs: 1_000_000 })],
  // In memory it is tried with parts of 70 bytes: here every part is a turn of the server.
  partBytes: [sabr({ partBytes: 2_000 })],
  firstHeaderId: [sabr({ firstHeaderId: 250 }), sabr({ firstHeaderId: 127 })],
  times: [sabr({ times: 'ticks' }), sabr({ times: 'rounded-up' })],
  pictureAlone: [sabr({ pictureAlone: 'with-sound' })],
  // What a page offers that is open since before the author put up another version.
  unknownFormat: [
    {
      turn: ({ control }) => control.sabr.turn({ unknownFormat: 'another' }),
      underWay: ({ control }) => control.replaceMedia('sabr2026own', clips.meadow),
      ends: { code: 'format-changed' },
    },
  ],
  bufferedRanges: [sabr({ bufferedRanges: 'ignored' })],
  chatter: [sabr({ chatter: false })],
  cookie: [sabr({ cookie: 'free' })],
  contexts: [
    sabr({ contexts: 'stopped' }),
    sabr({ contexts: 'by-default' }),
    sabr({ contexts: 'by-policy' }),
    sabr({ contexts: 'discarded' }),
  ],
  backoffMs: [sabr({ backoffMs: 3_000 })],
  adSeconds: [
    // In pairs by 18 too: the ten seconds of the remedy take one and a quarter.
    { ...sabr({ adSeconds: 1 }), haste: 8 },
    // The page that is read anew is no tab's.
    {
      wish: 'itag-18',
      turn: ({ control }) => {
        turnMinter(control, { isAbsent: true });
        control.clients = noClient;
      },
      underWay: ({ control, closeTab }) => {
        control.sabr.turn({ adSeconds: 2 });
        control.expireAddresses();
        closeTab();
      },
      haste: 1,
      ends: always18,
    },
  ],
  tellsAds: [
    { ...sabr({ adSeconds: 0.5, tellsAds: false }), haste: 16 },
    {
      ...sabr({ adSeconds: 1, tellsAds: false }, always18),
      wish: 'itag-18',
      // The twenty seconds of the remedy take one and a quarter.
      haste: 16,
    },
  ],
  redirectTo: [
    sabr({ redirectTo: 'rr7---sn-other.googlevideo.com' }),
    sabr({ redirectTo: evil }, next),
  ],
  reloadAfter: [sabr({ reloadAfter: 2 })],
  error: [
    sabr({ error: { type: 'sabr.broken', code: 9, after: 1, times: 1_000 } }, next),
    sabr({ error: { type: 'sabr.passing', code: 7, after: 2, times: 2 } }),
  ],
  token: [sabr({ token: 'free' })],
  freeMs: [sabr({ freeMs: 0 }), sabr({ freeMs: 0, distrustsTokens: true }, next)],
  beyondFree: [
    sabr({ beyondFree: '403', distrustsTokens: true }, next),
    sabr({ beyondFree: '403', leastMint: 2 }),
  ],
  eventBound: [sabr({ eventBound: false })],
  distrustsTokens: [sabr({ distrustsTokens: true }, next)],
  leastMint: [sabr({ leastMint: 2 })],

  'minter.isAbsent': [minter({ isAbsent: true }, next)],
  'minter.readyAfterMs': [
    minter({ readyAfterMs: 3_000 }, streamed),
    minter({ readyAfterMs: 1_000_000 }, next),
  ],
  'minter.backoffs': [minter({ backoffs: 3 }, streamed), minter({ backoffs: 1_000 }, next)],
  'minter.mostMints': [
    minter({ mostMints: 1 }, next, { leastMint: 2 }),
    minter({ mostMints: 0 }, next),
  ],
  'minter.playerAsks': [minter({ isAbsent: true, playerAsks: true }, streamed)],
  'minter.failure': [minter({ failure: 'PMD:Undefined' }, next)],

  'client.addresses': [clients({ VISIONOS: 'addresses' }, next)],
  'client.streaming': [clients({ VISIONOS: 'streaming' }, next)],
  'client.playlists': [clients({ VISIONOS: 'playlists' }, embedded)],
  'client.unplayable': [
    clients({ VISIONOS: 'unplayable' }, embedded),
    clients(noClient, { code: 'attestation-required' }),
    clients(noClient, always18, 'preset'),
  ],
  'client.not-a-bot': [
    clients({ VISIONOS: 'not-a-bot' }, embedded),
    // At the press already the job waits; it ends so only after as many waits as there may be.
    clients(doubted, { code: 'asked-to-prove-human' }),
    { ...clients(doubted, next), onceWaiting: welcome },
    clients(doubted, always18, 'preset'),
    { wish: 'preset', underWay: stopped('not-a-bot'), ends: always18 },
    { underWay: stopped('not-a-bot'), onceWaiting: welcome, ends: next },
    { underWay: stopped('not-a-bot'), haste: 200, ends: { code: 'asked-to-prove-human' } },
  ],
  'client.busy': [
    // Nobody else asks a site that was asked too often.
    clients({ VISIONOS: 'busy' }, { code: 'http-429' }),
    { ...clients({ VISIONOS: 'busy' }, next), onceWaiting: welcome },
    clients({ VISIONOS: 'busy' }, always18, 'preset'),
    { underWay: stopped('busy'), onceWaiting: welcome, ends: next },
    { underWay: stopped('busy'), wish: 'preset', ends: always18 },
  ],
  'client.rate-limit': [
    clients({ VISIONOS: 'rate-limit' }, { code: 'http-429' }),
    { ...clients({ VISIONOS: 'rate-limit' }, next), onceWaiting: welcome },
    { underWay: stopped('rate-limit'), onceWaiting: welcome, ends: next },
  ],
  'client.another-video': [clients({ VISIONOS: 'another-video' }, embedded)],

  urlLifetimeSeconds: [
    {
      turn: ({ control }) => {
        control.urlLifetimeSeconds = 30;
      },
      ends: streamed,
    },
    {
      turn: ({ control }) => {
        control.urlLifetimeSeconds = -1;
      },
      ends: { code: 'http-403' },
    },
  ],
  namesMirrors: [
    {
      turn: ({ control }) => {
        control.namesMirrors = true;
        control.sabr.turn({ failing: { host: mediaHosts[0], status: 503 } });
      },
      ends: streamed,
    },
  ],
  namesStreams: [
    {
      turn: ({ control }) => {
        control.namesStreams = false;
      },
      ends: next,
    },
  ],
  playerDelayMs: [
    {
      turn: ({ control }) => {
        control.playerDelayMs = 500;
        control.sabr.turn({ reloadAfter: 2 });
      },
      ends: streamed,
    },
  ],
  expireAddresses: [
    { underWay: ({ control }) => control.expireAddresses(), ends: streamed },
    { underWay: ({ control }) => control.expireAddresses(), wish: 'itag-18', ends: always18 },
    {
      underWay: ({ control, closeTab }) => {
        control.expireAddresses();
        closeTab();
      },
      ends: streamed,
    },
  ],
  replaceMedia: [
    {
      underWay: ({ control }) => control.replaceMedia('sabr2026own', clips.meadow),
      ends: { code: 'format-changed' },
    },
    // At the same address, of another length than was stated.
    {
      turn: ({ control }) => turnMinter(control, { isAbsent: true }),
      underWay: ({ control }) => control.replaceMedia('sabr2026own', clips.meadow),
      ends: { code: 'length-mismatch' },
    },
  ],
};
