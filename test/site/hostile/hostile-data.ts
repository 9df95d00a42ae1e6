import type { Json, JsonObject } from '../pages/json';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a careless reader could be sent. The last two are right in everything but scheme and port. */
const evilPlaces = [
  'https://media.evil.example/videoplayback',
  'https://rr1---sn-reelkeep.googlevideo.com.evil.example/videoplayback',
  'https://evil-googlevideo.com/videoplayback',
  'https://googlevideo.com@media.evil.example/videoplayback',
  'https://media.evil.example/.googlevideo.com/videoplayback',
  'https://media.evil.example\\.googlevideo.com/videoplayback',
  'https://[::1]/videoplayback',
  'file:///etc/passwd',
  'javascript:alert(1)//.googlevideo.com',
  'http://rr1---sn-reelkeep.googlevideo.com/videoplayback',
  'https://rr1---sn-reelkeep.googlevideo.com:8443/videoplayback',
] as const;

/** Every format points elsewhere; half of them through `signatureCipher`. */
export function evilMedia(response: JsonObject): JsonObject {
  const { streamingData } = response;
  if (!isObject(streamingData)) return response;
  const send = (list: Json | undefined): readonly Json[] =>
    (Array.isArray(list) ? list : [])
      .filter(isObject)
      .map(({ signatureCipher: _, ...format }, at) => {
        const url = `${evilPlaces[at % evilPlaces.length]}?itag=${format.itag}&ratebypass=yes`;
        const cipher = new URLSearchParams({ s: 'A'.repeat(104), sp: 'sig', url }).toString();
        return at % 2 ? { ...format, url } : { ...format, signatureCipher: cipher };
      });
  return {
    ...response,
    streamingData: {
      ...streamingData,
      formats: send(streamingData.formats),
      adaptiveFormats: send(streamingData.adaptiveFormats),
    },
  };
}

/** So many bytes that whoever plans them piece by piece runs out of memory. */
export const hugeLengths = lengthsOf(Number.MAX_SAFE_INTEGER);

/** Still believable, and a hundred thousand times what the server has. */
export const falseLengths = lengthsOf(2e8);

/** Every format says that it is so long. */
function lengthsOf(bytes: number): (response: JsonObject) => JsonObject {
  return (response) => stateLengths(response, String(bytes));
}

function stateLengths(response: JsonObject, contentLength: string): JsonObject {
  const { streamingData } = response;
  if (!isObject(streamingData)) return response;
  const swell = (list: Json | undefined): readonly Json[] =>
    (Array.isArray(list) ? list : [])
      .filter(isObject)
      .map((format) => ({ ...format, contentLength }));
  return {
    ...response,
    streamingData: {
      ...streamingData,
      formats: swell(streamingData.formats),
      adaptiveFormats: swell(streamingData.adaptiveFormats),
    },
  };
}

/** Nothing but pictures in a codec that nobody knows, under itags that everybody does. */
export function strangeCodecs(response: JsonObject): JsonObject {
  const { streamingData } = response;
  if (!isObject(streamingData)) return response;
  const { formats: _, adaptiveFormats, ...rest } = streamingData;
  const strange = (Array.isArray(adaptiveFormats) ? adaptiveFormats : [])
    .filter(isObject)
    .map((format) => ({ ...format, mimeType: 'video/mp4; codecs="zzz9.1"' }));
  return { ...response, streamingData: { ...rest, adaptiveFormats: strange } };
}

const wrongFormats: readonly Json[] = [
  null,
  7,
  'itag=18',
  [],
  { itag: 'eighteen', url: 5, mimeType: ['video/mp4'] },
  { itag: 1e300, mimeType: 'video/mp4; codecs="', contentLength: '-1', url: '' },
  { itag: -18, mimeType: 'x'.repeat(100_000), contentLength: 'NaN', signatureCipher: '%%%&=&s' },
  { itag: 18, mimeType: { toString: 'video/mp4' }, initRange: 'all', url: { href: 'x' } },
];

/** Every field that matters is of another type than it should be, beside a few sound formats. */
export function wrongTypes(response: JsonObject): JsonObject {
  const { streamingData, videoDetails } = response;
  if (!isObject(streamingData) || !isObject(videoDetails)) return response;
  const sound = streamingData.adaptiveFormats;
  return {
    ...response,
    captions: 'none',
    microformat: [],
    playabilityStatus: { status: 'OK', messages: 3, reason: { simpleText: [] } },
    streamingData: {
      ...streamingData,
      expiresInSeconds: {},
      formats: 'none',
      adaptiveFormats: [...wrongFormats, ...(Array.isArray(sound) ? sound : [])],
    },
    videoDetails: {
      ...videoDetails,
      title: 42,
      lengthSeconds: ['4'],
      author: null,
      thumbnail: { thumbnails: { url: 1 } },
    },
  };
}
