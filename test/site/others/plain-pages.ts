import { createReadStream } from 'node:fs';
import { parseRange } from '../googlevideo/parse-range';
import { type Answer, type Ask, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import { type PlainFile, plainFile, plainFiles, plainTypes } from './plain-files';

export const plainHost = 'files.openmedia.example';
const at = (name: string): string => `https://${plainHost}/${name}`;

const described = JSON.stringify({
  '@context': 'https://schema.org',
  '@graph': [
    {
      '@type': 'https://schema.org/VideoObject',
      name: 'Said by its data',
      contentUrl: [at('film.mp4')],
    },
  ],
});

/** What stands in the pages' bodies (of the last ones: in their heads), as it has stood there for twenty years. */
const pages: Readonly<Record<string, string>> = {
  video: `<video src="${at('film.mp4')}" muted></video>`,
  sources: `<video muted>
<source src="${at('small.mp4')}" type="video/mp4" label="144p">
<source src="${at('film.mp4')}" type="video/mp4" label="HQ 240">
<source src="${at('get?id=1')}" type="video/mp4">
</video>`,
  audio: `<audio controls><source src="${at('song.mp3')}" type="audio/mpeg"></audio>`,
  said: `<meta property="og:video" content="${at('embed/1')}">
<meta property="og:video:type" content="text/html">
<meta property="og:video" content="${at('get?id=1')}">
<meta property="og:video:type" content="video/mp4">
<meta property="og:audio" content="${at('song.opus')}">
<script type="application/ld+json">${described}</script>`,
  links: plainFiles.map((name) => `<a href="${at(name)}">${name}</a>`).join('\n'),
  gone: `<a href="${at('gone.mp3')}">The song</a>`,
  unranged: `<a href="${at('unranged.mp4')}">The film</a>
<a href="${at('unstated.mp3')}">The song</a>`,
  late: `<audio src="${at('late.mp3')}"></audio>`,
};

/** `www.watch.example/plain/NAME`. */
export function plainPage(name: string): Answer {
  const words = Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (words === undefined) return statusAnswer('page', 404);
  return textAnswer('page', 'text/html', `<!doctype html>\n<title>Plain ${name}</title>\n${words}`);
}

const isFile = (name: string): name is PlainFile => plainFiles.some((one) => one === name);

const gone = Buffer.from('<!doctype html><title>Gone</title>'.padEnd(20_000));

/** By ranges, and under the type of the sound that it was. */
function partOfPage({ headers }: Ask, cors: Answer['headers']): Answer {
  const { start, end } = {
    start: 0,
    end: gone.length - 1,
    ...parseRange(headers.range?.slice(6), gone.length),
  };
  return {
    kind: 'media',
    status: 206,
    headers: {
      ...cors,
      'content-type': 'audio/mpeg',
      'content-range': `bytes ${start}-${end}/${gone.length}`,
    },
    body: { kind: 'bytes', bytes: gone.subarray(start, end + 1) },
  };
}

/** As small servers do, which know no ranges; `isStated`: they say how long a file is. */
async function unranged(name: PlainFile, isStated: boolean, ask: Ask): Promise<Answer> {
  const { path, bytes } = await plainFile(name);
  const type = plainTypes[name.split('.')[1] ?? ''] ?? '';
  const whole = fileAnswer('media', type, { path, bytes }, { ...ask, headers: {} });
  const headers = { 'content-type': type };
  if (isStated) return { ...whole, headers };
  return { ...whole, headers, body: { kind: 'stream', chunks: createReadStream(path) } };
}

/**
 * The files' host: `get` serves a WebM and calls it mp4; `gone.mp3` is a page; `late.mp3` becomes one once it was
 * looked at; `unranged.mp4` and `unstated.mp3` come as a whole, whatever part is asked for.
 */
export async function plainMedia(ask: Ask): Promise<Answer> {
  const cors = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Content-Range',
  };
  const asked = ask.url.pathname.slice(1);
  const isLooked = ask.headers.range === 'bytes=0-63';
  if (asked === 'gone.mp3') return textAnswer('media', 'text/html', `${gone}`, { headers: cors });
  if (asked === 'late.mp3' && !isLooked) return partOfPage(ask, cors);
  if (asked === 'unranged.mp4') return openTo(await unranged('film.mp4', true, ask), cors);
  if (asked === 'unstated.mp3') return openTo(await unranged('song.mp3', false, ask), cors);
  const name = { get: 'film.webm', 'late.mp3': 'song.mp3' }[asked] ?? asked;
  if (!isFile(name)) return statusAnswer('media', 404, { headers: cors });
  const type = plainTypes[(asked === 'get' ? 'x.mp4' : name).split('.')[1] ?? ''] ?? '';
  return openTo(fileAnswer('media', type, await plainFile(name), ask), cors);
}

const openTo = (answer: Answer, cors: Answer['headers']): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...cors },
});
