import { ReelkeepError } from '../../errors';
import type { Format } from '../../formats/format';
import { makeFile } from '../../formats/make-file';
import { present } from '../../formats/present';
import { isoDate } from '../iso-date';
import { type Contents, single } from '../video';
import type { GfycatLike } from './like';
import type { GfyFile, GfyItem } from './schema';

/** Qetch's order: what else there is (mobile, thumbnails) counts nothing. */
const qualities: Readonly<Record<string, number>> = { mp4: 1, webm: 0.5, gif: 0.25 };
/** A dozen and a half were ever offered. */
const mostFiles = 50;

/** @throws no-formats where it names no file on its own host. */
export function describeItem(item: GfyItem, { site, domain, pages }: GfycatLike): Contents {
  const formats = formatsOf(item, domain);
  if (formats.length === 0) throw new ReelkeepError('no-formats', 'It names no file.');
  const { gfyId, gfyName, frameRate, numFrames, createDate } = item;
  const name = gfyName || gfyId;
  return single(
    present({
      site,
      id: gfyId.toLowerCase(),
      url: `https://${domain}/${pages[0]}${gfyId.toLowerCase()}`,
      title: item.title || name,
      channel: item.userName || undefined,
      description: item.description || undefined,
      durationSeconds: frameRate && numFrames ? numFrames / frameRate : undefined,
      thumbnailUrl: ownAddress(item.posterUrl ?? '', domain),
      published: isoDate(createDate),
      metadata: present({ views: item.views ?? undefined }),
      formats,
      captions: [],
    }),
  );
}

function formatsOf(item: GfyItem, host: string): Format[] {
  const seen = new Set<string>();
  return namedFiles(item)
    .flatMap(({ name, file }) => {
      const url = ownAddress(file.url, host);
      const extension = /\.(\w{3,4})(?:\?|$)/.exec(url ?? '')?.[1]?.toLowerCase();
      if (url === undefined || extension === undefined || seen.has(url)) return [];
      seen.add(url);
      const isMain = name === extension;
      return (
        makeFile({
          id: `${item.gfyId.toLowerCase()}-${name}.${extension}`,
          url,
          extension,
          width: (file.width ?? item.width) || undefined,
          height: (file.height ?? item.height) || undefined,
          bytes: file.size ?? undefined,
          hasSound: item.hasAudio ?? undefined,
          quality: isMain ? (qualities[extension] ?? 0) : 0,
        }) ?? []
      );
    })
    .toSorted((one, other) => (other.quality ?? 0) - (one.quality ?? 0));
}

/** `content_urls` says the sizes, which the older fields beside it do not. */
function namedFiles(item: GfyItem): { name: string; file: GfyFile }[] {
  const listed = Object.entries(item.content_urls ?? {}).flatMap(([name, file]) =>
    file && /^\w{1,40}$/.test(name) ? [{ name, file }] : [],
  );
  const older = [
    { name: 'mp4', url: item.mp4Url, size: item.mp4Size },
    { name: 'webm', url: item.webmUrl, size: item.webmSize },
    { name: 'gif', url: item.gifUrl, size: item.gifSize },
    { name: 'mobile', url: item.mobileUrl, size: undefined },
  ].flatMap(({ name, url, size }) => (url ? [{ name, file: { url, size } }] : []));
  return [...listed, ...older].slice(0, mostFiles);
}

/** https, on the site's own hosts. */
function ownAddress(address: string, host: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address.replace(/^http:/, 'https:'));
  const isOwn = url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(`.${host}`);
  return isOwn && url.username === '' && url.password === '' ? url.href : undefined;
}
