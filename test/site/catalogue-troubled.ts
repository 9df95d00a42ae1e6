import { clips } from './media/clips';
import type { TroubleName } from './pages/troubles';
import type { PlayerEra } from './players/generate-player';
import type { Delivery, Outcome, VideoSpec } from './video-spec';

type Row = readonly [
  id: string,
  era: PlayerEra,
  trouble: TroubleName | Delivery,
  title: string,
  ...expects: Outcome[],
];

const deliveries: ReadonlySet<string> = new Set<Delivery>(['absent', 'cut-off', 'not-json']);
const isDelivery = (name: TroubleName | Delivery): name is Delivery => deliveries.has(name);

const rows: readonly Row[] = [
  ['age2013page', '2013', 'age-page', 'For adults, 2013', 'age-restricted'],
  ['age2020stat', '2020', 'age-status', 'For adults, 2020', 'age-restricted'],
  ['priv2013msg', '2013', 'private-page', 'Private, 2013', 'private-video', 'no-player-data'],
  ['priv2019sts', '2019', 'private', 'Private, 2019', 'private-video'],
  ['priv2020sts', '2020', 'private', 'Private, 2020', 'private-video'],
  ['member2020s', '2020', 'members-only', 'For members', 'members-only'],
  ['region2020s', '2020', 'region', 'Not in your country', 'region-blocked'],
  ['login2020st', '2020', 'login-required', 'Behind a login', 'login-required'],
  ['robot2020st', '2020', 'bot-check', 'Prove that you are human', 'asked-to-prove-human'],
  ['limit2020st', '2020', 'rate-limit', 'Asked for too often', 'http-429'],
  ['rent2015map', '2015', 'rental-maps', 'For rent, 2015', 'payment-required', 'no-formats'],
  ['rent2020sts', '2020', 'rental', 'For rent, 2020', 'payment-required'],
  ['gone2013msg', '2013', 'removed-page', 'Removed, 2013', 'video-unavailable', 'no-player-data'],
  ['gone2020sts', '2020', 'removed', 'Removed, 2020', 'video-unavailable'],
  ['live2020lat', '2020', 'live-later', 'Live in three hours', 'live-not-started'],
  ['prem2020lat', '2020', 'premiere-later', 'A premiere in 2030', 'live-not-started'],
  ['live2020ovr', '2020', 'live-over', 'Live until a moment ago', 'live-processing'],
  ['live2020now', '2020', 'live-now', 'Live now, 2020', 'live-now'],
  ['live2015now', '2015', 'live-maps', 'Live now, 2015', 'live-now', 'no-formats'],
  ['drm2020prot', '2020', 'drm', 'Protected', 'drm-protected'],
  ['none2020fmt', '2020', 'no-formats', 'Without formats', 'no-formats'],
  ['sabr2020onl', '2020', 'sabr-only', 'By the streaming protocol only', 'streaming-only'],
  ['sabr2020w18', '2020', 'sabr-and-18', 'By the streaming protocol, and 18', 'saved'],
  ['other2020id', '2020', 'other-video', 'Another video answers', 'other-video'],
  ['other2015id', '2015', 'other-video', 'Another video answers, 2015', 'other-video'],
  ['nociph2020p', '2020', 'unknown-cipher', 'A cipher nobody knows', 'unknown-cipher'],
  ['noscri2020p', '2020', 'no-player-script', 'A script that is gone', 'player-script-unavailable'],
  ['nodata2015p', '2015', 'absent', 'No player data, 2015', 'no-player-data', 'json-not-found'],
  ['nodata2020p', '2020', 'absent', 'No player data, 2020', 'no-player-data', 'json-not-found'],
  ['cut2015json', '2015', 'cut-off', 'Cut off, 2015', 'json-cut-off'],
  ['cut2020json', '2020', 'cut-off', 'Cut off, 2020', 'json-cut-off'],
  ['not2015json', '2015', 'not-json', 'Not JSON, 2015', 'json-not-found', 'no-player-data'],
  ['not2020json', '2020', 'not-json', 'Not JSON, 2020', 'json-not-found', 'no-player-data'],
];

/** Videos that cannot be had, one for each reason that the site can give; and two that can, though not in the usual way. */
export const troubledVideos: readonly VideoSpec[] = rows.map(
  ([id, era, trouble, title, ...expects]) => ({
    id,
    era,
    title,
    channel: 'Troubles',
    description: `What this page is about: ${trouble}.`,
    clip: clips.glacier,
    itags: era === '2013' ? [18, 17] : [18, 134, 140],
    signing: era === '2020' ? 'signatureCipher' : 's',
    delivery: isDelivery(trouble) ? trouble : 'inline',
    ...(isDelivery(trouble) ? {} : { trouble }),
    expects,
  }),
);
