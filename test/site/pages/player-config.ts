import type { JsonObject } from './json';
import { playerResponse } from './player-response';
import { fmtList, secondsOf, streamMaps } from './stream-map';
import { thumbnailUrl, type WatchPage } from './watch-page';

/** `ytplayer.config` of 2013, 2015 and 2019 (facts §6.1). */
export function playerConfig(page: WatchPage): JsonObject {
  const { playerUrl, sts, video } = page;
  const common: JsonObject = {
    assets: { js: playerUrl, css: '/yts/cssbin/player-vfl00000.css' },
    attrs: { id: 'movie_player', width: '640', height: '390' },
    sts,
    args: { ...args(page), ...(video.era === '2019' && { player_response: responseText(page) }) },
  };
  if (video.era === '2019') return common;
  const flash = 'https://s.ytimg.com/yts/swfbin/player-vfl00000/watch_as3.swf';
  return {
    url_v8: flash.replace('as3', 'v8'),
    url: flash,
    url_v9as2: flash.replace('as3', 'v9as2'),
    min_version: '8.0.0',
    messages: { player_fallback: ['You need {{ "JavaScript" }} and a browser with HTML5; sorry.'] },
    html5: true,
    params: { allowscriptaccess: 'always', bgcolor: '#000000', allowfullscreen: 'true' },
    ...common,
  };
}

const responseText = (page: WatchPage): string => JSON.stringify(playerResponse(page));

function args(page: WatchPage): JsonObject {
  const { formats, shown, trouble } = page;
  const { era, signing } = shown;
  return {
    title: shown.title,
    author: shown.channel,
    video_id: shown.id,
    length_seconds: secondsOf(shown.clip),
    view_count: '1234567',
    keywords: 'offline,test "picture",{braces}',
    thumbnail_url: thumbnailUrl(shown.id, 'default'),
    iurl: thumbnailUrl(shown.id),
    iurlmq: thumbnailUrl(shown.id, 'mqdefault'),
    iurlmaxres: thumbnailUrl(shown.id, 'maxresdefault'),
    fmt_list: fmtList(formats),
    ...(trouble.streaming === 'kept'
      ? streamMaps(formats, era, signing)
      : { url_encoded_fmt_stream_map: '' }),
    ...(trouble.streaming === 'live' && {
      live_playback: '1',
      hlsvp: `https://manifest.googlevideo.com/api/manifest/hls_variant/id/${shown.id}.1/playlist/index.m3u8`,
    }),
    ...(trouble.streaming === 'empty' && { ypc_module: 'yt-rental', ypc_vid: shown.id }),
    storyboard_spec: 'https://i.ytimg.com/sb/$L/$N.jpg|48#27#100#10#10#0#default#x',
    plid: 'AAUOfflineSite',
    c: 'WEB',
    cr: 'US',
    hl: 'en_US',
    fexp: '9405637,9407664',
  };
}
