import * as v from 'valibot';
import { copyShape, readField } from './copy-shape';
import { cutJson } from './cut-json';
import { initialDataSchema } from './initial-data';
import { initialDataShape } from './initial-data-shape';
import { parseObject } from './page-sources';

export type InitialData = v.InferOutput<typeof initialDataSchema>;

/** What a live page answered (`readInitialDataInPage`), where it is of this video; the site leaves the last one's behind. */
export const answeredInitialData = (answer: string, videoId: string): InitialData | undefined =>
  ofVideo(parseObject(answer), videoId);

/** `ytInitialData` in a fetched watch page's text. */
export function initialDataInText(text: string, videoId: string): InitialData | undefined {
  for (const cut of cutJson(text, 'ytInitialData')) {
    const data = cut.found === 'json' ? ofVideo(parseObject(cut.text), videoId) : undefined;
    if (data) return data;
  }
  return undefined;
}

function ofVideo(found: unknown, videoId: string): InitialData | undefined {
  const endpoint = readField(readField(found, 'currentVideoEndpoint'), 'watchEndpoint');
  if (readField(endpoint, 'videoId') !== videoId) return undefined;
  const parsed = v.safeParse(initialDataSchema, copyShape(found, initialDataShape));
  return parsed.success ? parsed.output : undefined;
}
