import * as v from 'valibot';
import { present } from '../../formats/present';

/** A video as a list tells of it. */
export interface ListEntry {
  readonly id: string;
  readonly title: string;
  readonly durationSeconds?: number;
}

export interface Entries {
  readonly entries: readonly ListEntry[];
  /** Asks for those that follow. */
  readonly continuation?: string;
}

const deepest = 80;
/** A page of a hundred has some fifty thousand. */
const mostNodes = 1_000_000;
const longestTitle = 500;

const id = v.pipe(v.string(), v.regex(/^[\w-]{11}$/));
const words = v.union([
  v.pipe(
    v.object({ simpleText: v.string() }),
    v.transform(({ simpleText }) => simpleText),
  ),
  v.pipe(
    v.object({ runs: v.array(v.object({ text: v.string() })) }),
    v.transform(({ runs }) => runs.map(({ text }) => text).join('')),
  ),
]);

/** `playlistVideoRenderer`, `videoRenderer`, `gridVideoRenderer`: the site's pages until 2026, and some since. */
const rendererSchema = v.pipe(
  v.object({
    videoId: id,
    title: v.optional(words),
    headline: v.optional(words),
    lengthText: v.fallback(v.optional(words), undefined),
  }),
  v.transform(({ videoId, title, headline, lengthText }) => ({
    id: videoId,
    title: title ?? headline,
    length: lengthText,
  })),
);

/** Videos of playlists since 2026-06, and of channels. */
const lockupSchema = v.pipe(
  v.object({
    contentId: id,
    contentType: v.literal('LOCKUP_CONTENT_TYPE_VIDEO'),
    metadata: v.object({
      lockupMetadataViewModel: v.object({ title: v.object({ content: v.string() }) }),
    }),
    contentImage: v.optional(v.unknown()),
  }),
  v.transform(({ contentId, metadata, contentImage }) => ({
    id: contentId,
    title: metadata.lockupMetadataViewModel.title.content,
    length: badgeIn(contentImage),
  })),
);

const shortSchema = v.pipe(
  v.object({
    onTap: v.object({
      innertubeCommand: v.object({ reelWatchEndpoint: v.object({ videoId: id }) }),
    }),
    overlayMetadata: v.object({ primaryText: v.object({ content: v.string() }) }),
  }),
  v.transform(({ onTap, overlayMetadata }) => ({
    id: onTap.innertubeCommand.reelWatchEndpoint.videoId,
    title: overlayMetadata.primaryText.content,
    length: undefined,
  })),
);

const schemas: Readonly<
  Record<string, typeof rendererSchema | typeof lockupSchema | typeof shortSchema>
> = {
  playlistVideoRenderer: rendererSchema,
  videoRenderer: rendererSchema,
  gridVideoRenderer: rendererSchema,
  reelItemRenderer: rendererSchema,
  lockupViewModel: lockupSchema,
  shortsLockupViewModel: shortSchema,
};
const continuations = ['continuationItemRenderer', 'continuationItemViewModel'];

/**
 * The videos in whatever of a list's page or its continuation, in its order, each once: the site has
 * several forms for them, at places that change, so they are found by their names. What asks for more stands
 * behind them in the same list; others on the page ask for something else.
 */
export function readEntries(answer: unknown): Entries {
  const found = new Map<string, ListEntry>();
  let continuation: string | undefined;
  let nodes = 0;

  const walk = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > deepest) return;
    nodes += 1;
    if (nodes > mostNodes) return;
    const before = found.size;
    for (const [name, value] of Object.entries(node)) {
      const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
      const entry = schema && entryOf(schema, value);
      if (entry) found.set(entry.id, found.get(entry.id) ?? entry);
      else walk(value, depth + 1);
    }
    if (Array.isArray(node) && found.size > before) continuation ??= tokenBehind(node);
  };
  walk(answer, 0);
  return present({ entries: [...found.values()], continuation });
}

function entryOf(schema: (typeof schemas)[string], value: unknown): ListEntry | undefined {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) return undefined;
  const { id: videoId, title, length } = parsed.output;
  return present({
    id: videoId,
    title: title?.slice(0, longestTitle) || videoId,
    durationSeconds: secondsOf(length),
  });
}

/** `1:02:03` → 3723; words (LIVE, SHORTS) → undefined. */
function secondsOf(length: string | undefined): number | undefined {
  if (length === undefined || !/^\d{1,3}(?::[0-5]\d){1,2}$/.test(length.trim())) return undefined;
  return length.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** The first badge of a picture that is a length. */
function badgeIn(image: unknown): string | undefined {
  let badge: string | undefined;
  find(image, (node) => {
    const text =
      'thumbnailBadgeViewModel' in node ? field(node.thumbnailBadgeViewModel, 'text') : '';
    if (typeof text === 'string' && secondsOf(text) !== undefined) badge ??= text;
  });
  return badge;
}

function tokenBehind(list: readonly unknown[]): string | undefined {
  let token: string | undefined;
  for (const item of list) {
    const isContinuation = continuations.some((name) => field(item, name) !== undefined);
    if (!isContinuation) continue;
    find(item, (node) => {
      const said = 'continuationCommand' in node ? field(node.continuationCommand, 'token') : '';
      if (typeof said === 'string' && said !== '' && said.length <= 10_000) token ??= said;
    });
  }
  return token;
}

function find(node: unknown, look: (node: object) => void, depth = 0): void {
  if (typeof node !== 'object' || node === null || depth > 20) return;
  look(node);
  for (const value of Object.values(node)) find(value, look, depth + 1);
}

const field = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
