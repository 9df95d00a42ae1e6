import { type Account, dataSyncId } from '../accounts/accounts';
import { isModern } from '../players/is-modern';
import { initialData } from './initial-data';
import { inlineJson, type JsonObject, oldInlineJson } from './json';
import { embeddedResponse, placeFacts } from './place';
import { playerConfig } from './player-config';
import { playerResponse } from './player-response';
import { visitorData } from './visitor-data';
import type { WatchPage } from './watch-page';

export interface InlineScripts {
  /** Before everything else: settings that no trouble touches. */
  readonly settings: string;
  /** The player's data; may be cut anywhere between `jsonStart` and its end. */
  readonly data: string;
}

/** The inline scripts of a page, in the form of its era and as its `delivery` wants them. */
export function eraScripts(page: WatchPage): InlineScripts {
  return isModern(page.video.era) ? modern(page) : old(page);
}

function old(page: WatchPage): InlineScripts {
  const { delivery, era } = page.video;
  const json = era === '2019' ? inlineJson(playerConfig(page)) : oldInlineJson(playerConfig(page));
  const load =
    'ytplayer.load = function() {yt.player.Application.create("player-api", ytplayer.config);ytplayer.config.loaded = true;};';
  const settings = '';
  switch (delivery) {
    case 'text-only':
      return {
        settings,
        data: `(function(){var ytplayer = {};ytplayer.config = ${json};${load}}());`,
      };
    case 'not-json':
      return { settings, data: `var ytplayer = ytplayer || {};ytplayer.config = null;${load}` };
    default:
      return { settings, data: `var ytplayer = ytplayer || {};ytplayer.config = ${json};${load}` };
  }
}

function modern(page: WatchPage): InlineScripts {
  const settings = `${ytcfgDefinition}ytcfg.set(${inlineJson(ytcfg(page))});`;
  const json = inlineJson(playerResponse(page));
  const tail =
    "var meta = document.createElement('meta'); meta.name = 'referrer'; meta.content = 'origin-when-cross-origin'; document.getElementsByTagName('head')[0].appendChild(meta);";
  const data = `var ytInitialData = ${inlineJson(initialData(page))};`;
  if (page.place === 'embed') return { settings, data: embedded(page) };
  switch (page.video.delivery) {
    case 'text-only':
      return {
        settings,
        data: `(function(){var ytInitialPlayerResponse = ${json};${tail}}());${data}`,
      };
    case 'player-only':
      return { settings, data: `window.sitePlayerResponse = ${json};${data}` };
    case 'not-json':
      return { settings, data: `var ytInitialPlayerResponse = null;${tail}${data}` };
    default:
      return { settings, data: `var ytInitialPlayerResponse = ${json};${tail}${data}` };
  }
}

/** The player has no response before it plays. */
const embedded = ({ video, hostFlags }: WatchPage): string =>
  `window.sitePlayerResponse = ${inlineJson(embeddedResponse(video, hostFlags !== undefined))};`;

/** `set` takes an object or a name and a value, `get` a name and a default: what the page's own scripts rely on. */
const ytcfgDefinition =
  'var ytcfg = {data_: {}, d: function() { return ytcfg.data_; }, ' +
  'get: function(name, or) { return name in ytcfg.data_ ? ytcfg.data_[name] : or; }, ' +
  'set: function(name, value) { if (typeof name === "string") ytcfg.data_[name] = value; else Object.assign(ytcfg.data_, name); }};';

const clientVersionOf2020 = '2.20201211.09.00';

function ytcfg({ place, playerUrl, sts, event, account, hostFlags, video: { era } }: WatchPage) {
  const { client, context, player } = placeFacts[place];
  const [number, clientName, version] = client;
  const clientVersion = era === '2020' && number === 1 ? clientVersionOf2020 : version;
  return {
    EVENT_ID: event,
    LOGGED_IN: account !== undefined,
    ...(account && sessionFacts(account)),
    INNERTUBE_API_KEY: 'offline-site-key',
    INNERTUBE_API_VERSION: 'v1',
    INNERTUBE_CLIENT_NAME: clientName,
    INNERTUBE_CLIENT_VERSION: clientVersion,
    INNERTUBE_CONTEXT: {
      client: { hl: 'en', gl: 'US', visitorData, clientName, clientVersion },
    },
    INNERTUBE_CONTEXT_CLIENT_NAME: number,
    ...(place !== 'embed' && { PLAYER_JS_URL: playerUrl, STS: sts }),
    VISITOR_DATA: visitorData,
    WEB_PLAYER_CONTEXT_CONFIGS: {
      [context]: {
        jsUrl: playerUrl,
        rootElementId: player,
        serializedExperimentFlags: 'html5_generate_content_po_token=true',
        ...(place === 'embed' && hostFlags !== undefined && { encryptedHostFlags: hostFlags }),
      },
    },
  };
}

/** Whose page it is, as far as the page says it (facts §1.3). */
const sessionFacts = (account: Account): JsonObject => ({
  SESSION_INDEX: String(account.index),
  DATASYNC_ID: dataSyncId(account),
  ...(account.channel !== undefined && { DELEGATED_SESSION_ID: account.channel }),
});
