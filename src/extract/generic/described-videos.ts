import { isShallowJson } from '../json-depth';
import type { SaidFile } from './named-files';

const deepest = 32;
const mostNodes = 5_000;
const mostAddresses = 10;
const mediaType = /^(?:https?:\/\/schema\.org\/)?(Video|Audio)Object$/;

/** The `VideoObject`s and `AudioObject`s in a page's JSON-LD that name a file or a stream; nonsense has none. */
export function describedVideos(texts: readonly string[]): SaidFile[] {
  return texts.flatMap((text) => {
    const data = parsed(text);
    return data === undefined ? [] : objectsIn(data).flatMap(readObject);
  });
}

function parsed(text: string): unknown {
  if (!isShallowJson(text, deepest)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Half the web's is broken somewhere.
    return undefined;
  }
}

type Node = Readonly<Record<string, unknown>>;

/** All objects within, outermost first. */
function objectsIn(data: unknown): Node[] {
  const found: Node[] = [];
  const waiting: unknown[] = [data];
  for (let seen = 0; waiting.length > 0 && seen < mostNodes; seen += 1) {
    const next = waiting.shift();
    if (Array.isArray(next)) waiting.push(...next.slice(0, mostNodes));
    else if (isNode(next)) {
      found.push(next);
      waiting.push(...Object.values(next));
    }
  }
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readObject(node: Node): SaidFile[] {
  const kinds = [node['@type']]
    .flat()
    .flatMap((type) => mediaType.exec(text(type) ?? '')?.[1] ?? []);
  if (kinds.length === 0) return [];
  const title = text(node.name);
  const thumbnailUrl = text([node.thumbnailUrl].flat()[0]);
  const urls = [node.contentUrl].flat().flatMap((url) => text(url) ?? []);
  return urls.slice(0, mostAddresses).map((url) => ({
    url,
    type: text([node.encodingFormat].flat()[0]) ?? '',
    isSound: !kinds.includes('Video'),
    ...(title ? { title } : {}),
    ...(thumbnailUrl ? { thumbnailUrl } : {}),
  }));
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 8_192 ? value : undefined;
