import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const unzip = promisify(gunzip);
/** Bytes, unpacked. The largest real capture is under 4 MB. */
const largestCapture = 64_000_000;

/** One that refuses has none of the branches: then its request says what it answers. */
const asksForData = /\/youtubei\/v1\/(?:browse|next|search)\b/;
const dataBranches = [
  ...['contents', 'continuationContents', 'onResponseReceivedActions'],
  ...['onResponseReceivedCommands', 'onResponseReceivedEndpoints'],
];

/** What a captured file holds; an answer is InnerTube's to `browse`, `next` or `search`. */
export type Capture =
  | {
      readonly kind: 'page';
      readonly html: string;
      readonly url?: string;
      readonly script?: string;
    }
  | { readonly kind: 'response'; readonly response: object; readonly url?: string }
  | { readonly kind: 'answer'; readonly answer: object; readonly url?: string }
  | { readonly kind: 'other' };

/** What may tell of a video's media. */
export type PlayerCapture = Exclude<Capture, { readonly kind: 'answer' }>;

/**
 * Opens a captured page or a response of InnerTube's: as it is, in gzip, and in the wrappers of public test suites:
 * an object whose `response.body`, `response.responseBody`, `body` or `responseBody` is the text, one with
 * `watch_html` and `js`, the array of an SPF answer, and arguments of `get_video_info` as JSON.
 */
export async function openCapture(file: string): Promise<Capture> {
  return captureOf(await readText(file));
}

/** A player script's text, out of the same packing. */
export async function openScript(file: string): Promise<string> {
  const text = await readText(file);
  return wrappedText(parseJson(text)) ?? text;
}

/** gzip is told by its first bytes: public suites call it `.gz` and `.tar.gz`. */
async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isZipped ? await unzip(bytes, { maxOutputLength: largestCapture }) : bytes;
  return plain.toString('utf8');
}

function captureOf(text: string): Capture {
  if (/^\s*<(?:!|html)/i.test(text)) return { kind: 'page', html: text };
  const value = parseJson(text.replace(/^\)\]\}'\s*/, ''));
  if (Array.isArray(value)) return fromSpf(value);
  return isObject(value) ? fromObject(value) : { kind: 'other' };
}

function fromObject(value: Record<string, unknown>): Capture {
  const { watch_html: html, js, url } = value;
  if (typeof html === 'string') {
    return {
      kind: 'page',
      html,
      ...(typeof url === 'string' ? { url } : {}),
      ...(typeof js === 'string' ? { script: js } : {}),
    };
  }
  const wrapped = wrappedText(value);
  if (wrapped !== undefined) {
    const address = isObject(value.request) ? value.request.url : url;
    const inner = captureOf(wrapped);
    if (typeof address !== 'string') return inner;
    if (inner.kind !== 'other') return { ...inner, url: address };
    const answer = asksForData.test(address) ? parseJson(wrapped) : undefined;
    return isObject(answer) ? { kind: 'answer', answer, url: address } : inner;
  }
  return fromResponse(value);
}

function fromResponse(value: Record<string, unknown>): Capture {
  if (isObject(value.playerResponse)) return { kind: 'response', response: value.playerResponse };
  const argued = parseJson(value.player_response);
  if (isObject(argued)) return { kind: 'response', response: argued };
  const known = ['playabilityStatus', 'videoDetails', 'streamingData'];
  if (known.some((branch) => isObject(value[branch]))) return { kind: 'response', response: value };
  const isAnswer = dataBranches.some((branch) => Object.hasOwn(value, branch));
  return isAnswer ? { kind: 'answer', answer: value } : { kind: 'other' };
}

/** An SPF answer (2013–2020) is a list of parts; one of them carries the player's. */
function fromSpf(parts: readonly unknown[]): Capture {
  for (const part of parts) {
    if (!isObject(part)) continue;
    const args = isObject(part.player) && isObject(part.player.args) ? part.player.args : {};
    const found = fromResponse({ ...args, ...part });
    if (found.kind === 'response') return found;
  }
  return { kind: 'other' };
}

function wrappedText(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const response = isObject(value.response) ? value.response : {};
  const texts = [response.body, response.responseBody, value.body, value.responseBody];
  return texts.find((text) => typeof text === 'string');
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
