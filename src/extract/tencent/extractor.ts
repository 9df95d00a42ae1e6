import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import type { Format } from '../../formats/format';
import { present } from '../../formats/present';
import { boundedJson } from '../bounded-json';
import type { Extractor, ExtractPorts, Target } from '../extractor';
import { type Contents, single } from '../video';
import { pageUrl } from './addresses';
import { type AskedInfo, askAsPage, askInfo } from './ask-info';
import { describeFormats } from './describe-formats';
import { findClips } from './find-clips';
import { readTencentPage } from './read-page';
import { pageSchema } from './schema';

const vid = '(?<vid>[a-zA-Z0-9]{10,11})';

/** Films of v.qq.com in their definitions; what each is made of, and the keys for it, are asked once it is chosen. */
export const tencent: Extractor = {
  site: 'tencent',
  name: 'Tencent Video (v.qq.com)',
  domains: ['v.qq.com'],
  handles: {
    page: new RegExp(`^v\\.qq\\.com/x/page/${vid}\\.html(?:\\?|$)`),
    film: new RegExp(`^v\\.qq\\.com/x/cover/[a-z0-9]+/${vid}\\.html(?:\\?|$)`),
    cover: /^v\.qq\.com\/x\/cover\/[a-z0-9]+(?:\.html)?(?:\?|$)/,
    player: new RegExp(
      `^(?:m\\.)?v\\.qq\\.com/(?:txp/iframe/player|play|iframe/player)\\.html\\?(?:[^&]*&)*vid=${vid}(?:&|$)`,
    ),
  },
  authentication: 'none',
  hosts: ['qq.com', 'gtimg.com', 'smtcdns.com', 'smtcdns.net'],
  mediaHosts: ['qq.com', 'gtimg.com', 'smtcdns.com', 'smtcdns.net'],
  referer: 'https://v.qq.com/',
  extract,
  resolve: async (format, { fetch }, signal) => {
    const [id = '', definition = ''] = format.id.split('.');
    return { ...format, source: await findClips(fetch, id, definition, signal) };
  },
};

async function extract(
  { parts }: Target,
  ports: ExtractPorts,
  signal: AbortSignal,
): Promise<Contents> {
  const said = await ports.askPage(readTencentPage);
  const parsed = v.safeParse(pageSchema, said === undefined ? {} : boundedJson(said, 20_000, 4));
  const page = parsed.success ? parsed.output : {};
  const id = parts.vid ?? page.vid;
  if (!id) throw new ReelkeepError('no-player-data', 'The page does not say which video it shows.');
  const question = page.vid === id ? page.question : undefined;
  const asked = question
    ? await askAsPage(ports.fetch, question, id, signal)
    : await askInfo(ports.fetch, id, undefined, signal);
  const title = page.vid === id ? page.title : undefined;
  return single(describe(asked, title || undefined, describeFormats(asked)));
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
