import * as v from 'valibot';
import { boundedJson } from '../bounded-json';
import type { ExtractPorts } from '../extractor';
import { readTencentPage } from './read-page';
import { pageSchema } from './schema';

/** What a page of the site says of its player; nothing where no tab shows one. */
export interface TencentPage {
  readonly vid?: string | undefined;
  readonly title?: string | undefined;
  /** By which its player has asked for a video, where it has. */
  readonly questionOf: (vid: string) => string | undefined;
}

const longestWord = 100_000;

export async function askPlayer({ askPage }: Pick<ExtractPorts, 'askPage'>): Promise<TencentPage> {
  const said = await askPage(readTencentPage);
  const parsed = v.safeParse(
    pageSchema,
    said === undefined ? {} : boundedJson(said, longestWord, 4),
  );
  const { vid, title, questions } = parsed.success ? parsed.output : {};
  return {
    vid: vid ?? undefined,
    title: title || undefined,
    // A player goes on from film to film, and asks for advertisements and the next one too.
    questionOf: (wanted) => questions?.find((question) => vidIn(question) === wanted),
  };
}

function vidIn(question: string): string | undefined {
  const { searchParams } = new URL(question);
  return searchParams.get('vid') ?? searchParams.get('vids') ?? undefined;
}
