import { asReelkeepError, ReelkeepError } from '../../src/errors';
import { readField } from '../../src/extract/youtube/copy-shape';
import { fetchListPage } from '../../src/extract/youtube/fetch-list-page';
import { answeredInitialData } from '../../src/extract/youtube/own-initial-data';
import { parseInnertubeAnswer } from '../../src/extract/youtube/parse-innertube-answer';
import { parsePageAnswer } from '../../src/extract/youtube/parse-page-answer';
import { readChapters } from '../../src/extract/youtube/read-chapters';
import { type Entries, readEntries } from '../../src/extract/youtube/read-entries';
import { readInitialDataInPage } from '../../src/extract/youtube/read-initial-data-in-page';
import { watchUrl } from '../../src/extract/youtube/video-id';
import { runInPage } from './page-world';

/** A list's begin (playlist, channel, search); what follows on one; what stands around a video. */
export type AnswerKind = 'list' | 'continuation' | 'watch';

/** The line of an answer that is not of the player's. */
export interface AnswerVerdict {
  readonly file: string;
  readonly kind: AnswerKind;
  readonly videoId?: string;
  readonly entries: number;
  /** It names what asks for those that follow. */
  readonly goesOn: boolean;
  readonly chapters: number;
  /** `ok`, or the code of what went wrong. */
  readonly state: string;
}

type Found = Omit<AnswerVerdict, 'file' | 'kind' | 'state'>;
const nothing: Found = { entries: 0, goesOn: false, chapters: 0 };

/** Reads an answer as the extension reads one of its kind. Throws nothing: what goes wrong is the verdict's state. */
export async function verifyAnswer(file: string, answer: object): Promise<AnswerVerdict> {
  const kind = kindOf(answer);
  try {
    return { file, kind, ...(await readers[kind](answer)), state: 'ok' };
  } catch (thrown) {
    return { file, kind, ...nothing, state: asReelkeepError(thrown).code };
  }
}

function kindOf(answer: object): AnswerKind {
  if ('currentVideoEndpoint' in answer) return 'watch';
  const follows = Object.keys(answer).some((name) => /^(?:onResponseR|continuationC)/.test(name));
  return follows && !('contents' in answer) ? 'continuation' : 'list';
}

const readers: Readonly<Record<AnswerKind, (answer: object) => Promise<Found>>> = {
  list: async (answer) => {
    // A list's page carries the answer in a script, where `<` would end it.
    const data = JSON.stringify(answer).replaceAll('<', '\\u003c');
    const html = `<script>var ytInitialData = ${data};</script>`;
    const url = 'https://www.youtube.com/playlist';
    const { signal } = new AbortController();
    return found(await fetchListPage(async () => new Response(html), url, signal));
  },
  continuation: async (answer) => found(entriesIn(answer)),
  watch: async (answer) => {
    const endpoint = readField(readField(answer, 'currentVideoEndpoint'), 'watchEndpoint');
    const videoId = readField(endpoint, 'videoId');
    if (typeof videoId !== 'string') {
      throw new ReelkeepError('page-data-invalid', 'It does not say of which video it is.');
    }
    const chapters = await chaptersIn(answer, videoId);
    return { ...found(entriesIn(answer)), videoId, chapters };
  },
};

const found = ({ entries, continuation }: Entries): Found => ({
  ...nothing,
  entries: entries.length,
  goesOn: continuation !== undefined,
});

const entriesIn = (answer: object): Entries =>
  readEntries(parseInnertubeAnswer(JSON.stringify({ status: 200, text: JSON.stringify(answer) })));

/** A live page has the answer in its window. */
async function chaptersIn(ytInitialData: object, videoId: string): Promise<number> {
  const said = await runInPage(readInitialDataInPage.toString(), { ytInitialData });
  const bare = { site: 'youtube', pageUrl: watchUrl(videoId), videoId };
  const page = parsePageAnswer(JSON.stringify(bare));
  const initialData = answeredInitialData(JSON.stringify(said), videoId);
  return readChapters({ ...page, ...(initialData && { initialData }) }).length;
}
