import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import { boundedJson } from '../bounded-json';
import { pageErrors } from './page-answer';
import { type PageData, pageDataSchema } from './page-data';
import { videoIdOf } from './video-id';

/** Characters. The largest answer of a real page, with 240 formats, is under 1 MB. */
const longestAnswer = 16_000_000;
/** The deepest field that we read lies at 15. */
const deepestAnswer = 32;

const refusalSchema = v.object({ error: v.picklist(pageErrors) });

/**
 * What the page world answered, believed in nothing: a string of JSON, bounded in length and depth,
 * every field of our type or absent.
 * @throws page-data-too-large, page-data-invalid, other-video, and the code that the page reader gave.
 */
export function parsePageAnswer(detail: unknown): PageData {
  const answer = boundedJson(detail, longestAnswer, deepestAnswer);
  const refused = v.safeParse(refusalSchema, answer);
  if (refused.success) {
    throw new ReelkeepError(refused.output.error, 'The page could not be read.');
  }
  const parsed = v.safeParse(pageDataSchema, answer);
  if (!parsed.success) throw invalid('Its essential fields do not parse.');
  const page = parsed.output;
  const said = page.playerResponse?.videoDetails?.videoId ?? page.videoId;
  if (videoIdOf(page.pageUrl) !== page.videoId || said !== page.videoId) {
    throw new ReelkeepError('other-video', "The page's data is of another video.");
  }
  return page;
}

const invalid = (why: string, cause?: unknown) =>
  new ReelkeepError('page-data-invalid', `The page's answer cannot be used: ${why}`, { cause });
