import { videoById } from '../catalogue';
import { isPageClient } from '../pages/place';
import { judgeToken } from '../sabr/judge-token';
import { type Answer, type Ask, statusAnswer, textAnswer } from '../server/answer';
import type { SiteContext } from '../server/site-context';
import { captionLines, heardEvents, writtenEvents } from './caption-lines';
import { captionLanguages, signatureOf } from './caption-tracks';

const type = 'application/json';

/** `/api/timedtext`: captions in the site's own notation, under its rules. */
export function timedText({ control }: SiteContext, { url }: Ask): Answer {
  const query = url.searchParams;
  const videoId = query.get('v') ?? '';
  const video = videoById(videoId);
  if (!video || query.get('signature') !== signatureOf(query)) {
    return statusAnswer('captions', 404, { videoId, note: 'signature' });
  }
  if (query.get('fmt') !== 'json3') return statusAnswer('captions', 404, { videoId, note: 'fmt' });
  if (/xp[ev]/.test(query.get('exp') ?? '') && !isProven(query, videoId)) {
    return textAnswer('captions', type, '', { videoId, note: 'token' });
  }
  const events = query.get('kind') === 'asr' ? heardEvents : writtenEvents;
  const lines = translated(captionLines(video), query);
  return textAnswer('captions', type, JSON.stringify({ wireMagic: 'pb3', events: events(lines) }), {
    videoId,
  });

  function isProven(asked: URLSearchParams, id: string): boolean {
    const token = Buffer.from(asked.get('pot') ?? '', 'base64url');
    const isSent = asked.get('potc') === '1' && isPageClient(asked.get('c'));
    return isSent && judgeToken(token, id, control.sabr).kind === 'good';
  }
}

/** Into its own language the site translates to nothing good. */
function translated(lines: readonly string[], query: URLSearchParams): readonly string[] {
  const wanted = query.get('tlang');
  if (wanted === null) return lines;
  const isKnown = captionLanguages.some((language) => language === wanted);
  if (!isKnown || wanted === query.get('lang')) return lines.map(() => '\ufffd');
  return lines.map((line) => `[${wanted}] ${line}`);
}
