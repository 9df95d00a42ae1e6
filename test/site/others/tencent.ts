import type { SiteControl } from '../control/site-control';
import { type Answer, type Ask, type Handler, statusAnswer, textAnswer } from '../server/answer';
import { otherPage } from './other-page';
import { tencentApi } from './tencent-api';
import { tencentFilms } from './tencent-catalogue';
import { keyOf } from './tencent-key';
import { tencentMedia } from './tencent-media';

/** `v.qq.com`, the hosts of questions below `video.qq.com`, and the hosts of media below `gtimg.com`. */
export function tencentHandler(control: SiteControl): Handler {
  return async (ask) => {
    const { hostname } = ask.url;
    if (hostname.endsWith('.gtimg.com')) return tencentMedia(control, ask);
    return hostname.endsWith('.video.qq.com') ? tencentApi(control, ask) : page(control, ask);
  };
}

/** Its player asks for the film in some definition, with a key of the page's own. */
function page(control: SiteControl, { url }: Ask): Answer {
  const film = tencentFilms.find(
    ({ vid, cover }) => url.href.includes(vid) || url.pathname === `/x/cover/${cover}.html`,
  );
  if (!film) return statusAnswer('page', 404);
  const { vid, title, isNew } = film;
  const info = `window.VIDEO_INFO=${JSON.stringify({ vid, title })};`;
  const path = isNew ? 'h5vv6.video.qq.com/getvinfo' : 'vv.video.qq.com/getinfo';
  const asked = new URLSearchParams({ otype: 'json', vid, defn: 'hd', cKey: keyOf(control, vid) });
  const question = `https://${path}?${asked}`;
  return textAnswer(
    'page',
    'text/html',
    otherPage(title, [info, `fetch(${JSON.stringify(question)}).then((answer) => answer.text());`]),
  );
}
