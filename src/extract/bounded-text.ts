import { ReelkeepError } from '../errors';

/**
 * An answer's text, given up at so many characters.
 * @throws page-data-too-large, and what the platform throws where the body breaks off.
 */
export async function boundedText({ body }: Response, longest: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (value === undefined) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > longest) {
      await reader?.cancel();
      throw new ReelkeepError('page-data-too-large', 'The text does not end.', {
        facts: { characters: text.length },
      });
    }
  }
}
