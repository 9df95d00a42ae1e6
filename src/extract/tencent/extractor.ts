import { ReelkeepError } from '../../errors';
import type { Format } from '../../formats/format';
import { present } from '../../formats/present';
import type { Extractor, ExtractPorts, ResolvePorts, Target } from '../extractor';
import { type Contents, single } from '../video';
import { pageUrl } from './addresses';
import { type AskedInfo, askInfo } from './ask-info';
import { askPlayer } from './ask-player';
import { describeFormats } from './describe-formats';
import { findClips } from './find-clips';

const vid = '(?<vid>[a-zA-Z0-9]{10,11})';

/** Films of v.qq.com in their definitions; what each is made of, and the keys for it, are asked once it is chosen. */
export const tencent: Extractor = {
  site: 'tencent',
  name: 'Tencent Video (v.qq.com)',
  domains: ['v.qq.com'],
  handles: {
    page: new RegExp(`^(?:m\\.)?v\\.qq\\.com/x/page/${vid}\\.html(?:\\?|$)`),
    film: new RegExp(`^(?:m\\.)?v\\.qq\\.com/x/cover/[a-z0-9]+/${vid}\\.html(?:\\?|$)`),
    cover: /^v\.qq\.com\/x\/cover\/[a-z0-9]+(?:\.html)?(?:\?|$)/,
    player: new RegExp(
      `^(?:m\\.)?v\\.qq\\.com/(?:txp/iframe/player|play|iframe/player)\\.html\\?(?:[^&]*&)*vid=${vid}(?:&|$)`,
    ),
  },
  authentication: 'none',
  hosts: ['qq.com', 'gtimg.com', 'smtcdns.com', 'smtcdns.net'],
  mediaHosts: ['qq.com', 'gtimg.com', 'smtcdns.com', 'smtcdns.net'],
  referer: 'https://v.qq.com/',
  merge: 'in-order',
  extract,
  resolve,
};

async function extract(
  { parts }: Target,
  ports: ExtractPorts,
  signal: AbortSignal,
): Promise<Contents> {
  const page = await askPlayer(ports);
  const id = parts.vid ?? page.vid;
  if (!id) throw new ReelkeepError('no-player-data', 'The page does not say which video it shows.');
  const video = { vid: id, question: page.questionOf(id) };
  const asked = await askInfo(ports.fetch, video, undefined, signal);
  const title = page.vid === id ? page.title : undefined;
  return single(describe(asked, title, describeFormats(asked)));
}

async function resolve(format: Format, ports: ResolvePorts, signal: AbortSignal): Promise<Format> {
  const [vid = '', definition = ''] = format.id.split('.');
  const page = await askPlayer(ports);
  const video = { vid, question: page.questionOf(vid) };
  const source = await findClips(ports.fetch, video, definition, signal);
  // The site states the size of the file; segments have another one.
  const { contentLength: _, ...rest } = format;
  return source.kind === 'segments' ? { ...rest, source } : { ...format, source };
}

/** @throws no-formats */
function describe({ video }: AskedInfo, title: string | undefined, formats: readonly Format[]) {
  if (formats.length === 0) throw new ReelkeepError('no-formats', 'The site offers no definition.');
  const { vid, ti, td } = video;
  return present({
    site: 'tencent' as const,
    id: vid,
    url: pageUrl(vid),
    title: ti || title || vid,
    durationSeconds: td || undefined,
    thumbnailUrl: `https://puui.qpic.cn/vpic_cover/${vid}/${vid}_hz.jpg/496`,
    formats,
    captions: [],
  });
}
