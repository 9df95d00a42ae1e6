import type { Extractor, ExtractPorts } from '../../../src/extract/extractor';
import { findExtractor } from '../../../src/extract/registry';
import type { Contents } from '../../../src/extract/video';

/** Answers as a site's server gives them, by address. */
export type Answers = Readonly<Record<string, string>>;

/** The contents of an address, where the site answers this and the page says that. */
export function extractFrom(
  address: string,
  answers: Answers,
  more: Partial<ExtractPorts> & { readonly page?: string } = {},
  among?: readonly Extractor[],
): Promise<Contents> {
  const { extractor, target } = findExtractor(address, among);
  const ports: ExtractPorts = {
    fetch: async (url) => {
      const answer = answers[url];
      return answer === undefined
        ? new Response('', { status: 404 })
        : new Response(answer, { headers: { 'content-type': 'application/json' } });
    },
    askPage: async () => more.page,
    seen: async () => [],
    pageVideo: async () => Promise.reject(new Error('not asked here')),
    ...more,
  };
  return extractor.extract(target, ports, new AbortController().signal);
}
