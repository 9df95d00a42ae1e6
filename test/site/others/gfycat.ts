import type { SiteControl } from '../control/site-control';
import { type Answer, type Ask, type Handler, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import { clipFile, clipSize, contentTypes } from './clip-file';
import { otherPage } from './other-page';

const domain = 'gfycat.com';
const name = 'DarlingQuietHarbour';
const item = { clip: 'harbour', files: ['mp4', 'webm', 'gif'] } as const;

/** `gfycat.com` as it was: closed, as it is, unless a test opens it. */
export function gfycatHandler({ others }: SiteControl): Handler {
  return async (ask) => {
    const { hostname, pathname } = ask.url;
    if (hostname === domain || hostname === `www.${domain}`) {
      return textAnswer('page', 'text/html', otherPage(name, []));
    }
    if (!others.isGfycatOpen) {
      return statusAnswer('api', 503, { note: 'closed' });
    }
    if (hostname !== `api.${domain}`) return media(ask);
    const isKnown = pathname === `/v1/gfycats/${name.toLowerCase()}`;
    return isKnown
      ? textAnswer('api', 'application/json', JSON.stringify(await itemData()))
      : statusAnswer('api', 404);
  };
}

async function itemData(): Promise<unknown> {
  const files = await Promise.all(
    item.files.map(async (extension) => {
      const { bytes } = await clipFile({ ...item, extension });
      return [
        extension,
        { url: `https://giant.${domain}/${name}.${extension}`, size: bytes, ...clipSize },
      ];
    }),
  );
  return {
    gfyItem: {
      gfyId: name.toLowerCase(),
      gfyName: name,
      title: 'A darling, quiet harbour',
      userName: 'harbourmaster',
      createDate: 1_500_000_000,
      ...clipSize,
      frameRate: 25,
      numFrames: 125,
      hasAudio: true,
      mp4Url: `https://giant.${domain}/${name}.mp4`,
      mobileUrl: `https://thumbs.${domain}/${name}-mobile.mp4`,
      content_urls: Object.fromEntries(files),
    },
  };
}

async function media(ask: Ask): Promise<Answer> {
  const extension = item.files.find((each) => ask.url.pathname === `/${name}.${each}`);
  if (extension === undefined) return statusAnswer('media', 404);
  return fileAnswer('media', contentTypes[extension], await clipFile({ ...item, extension }), ask);
}
