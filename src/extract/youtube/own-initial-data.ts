import * as v from 'valibot';
import { copyShape, readField } from './copy-shape';
import { cutJson } from './cut-json';
import { initialDataSchema } from './initial-data';
import { initialDataShape } from './initial-data-shape';
import { parseObject } from './page-sources';

export type InitialData = v.InferOutput<typeof initialDataSchema>;

/** What a live page answered (`readInitialDataInPage`), where it is of this video; the site leaves the last one's behind. */
export const answeredInitialData = (answer: string, videoId: string): InitialData | undefined =>
  ofVideo(parseObject(answer), (said) => said === videoId);

/** `ytInitialData` in a watch page's text that was fetched for this video: that it names none is no doubt. */
export function initialDataInText(text: string, videoId: string): InitialData | undefined {
  const isOwn = (said: unknown): boolean => said === undefined || said === videoId;
  for (const cut of cutJson(text, 'ytInitialData')) {
    const data = cut.found === 'json' ? ofVideo(parseObject(cut.text), isOwn) : undefined;
    if (data) return data;
  }
  return undefined;
}

function ofVideo(found: unknown, isOwn: (videoId: unknown) => boolean): InitialData | undefined {
  const endpoint = readField(readField(found, 'currentVideoEndpoint'), 'watchEndpoint');
  if (!isOwn(readField(endpoint, 'videoId'))) return undefined;
  const parsed = v.safeParse(initialDataSchema, copyShape(found, initialDataShape));
  return parsed.success ? parsed.output : undefined;
}
