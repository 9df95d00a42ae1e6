import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import { askJson } from '../ask-json';
import type { Extractor, ExtractPorts, Target } from '../extractor';
import { singleFile } from '../single-file';
import { type Contents, single } from '../video';
import { describeThread, mediaUrl } from './describe-thread';
import { threadSchema } from './schema';

const board = '(?<board>[a-z0-9]{1,6})';

/** Threads with all their files, and files by their own address. */
export const fourchan: Extractor = {
  site: 'fourchan',
  name: '4chan',
  domains: ['4chan.org', '4channel.org', '4cdn.org'],
  handles: {
    thread: new RegExp(`^boards\\.4chan(?:nel)?\\.org/${board}/thread/(?<no>\\d{1,12})(?:[/?]|$)`),
    raw: new RegExp(
      `^(?:i\\.4cdn|is\\d?\\.4chan)\\.org/${board}/(?<file>\\d{1,20})\\.(?<extension>jpe?g|png|gif|webp|webm|mp4)(?:\\?|$)`,
    ),
  },
  authentication: 'none',
  hosts: ['4chan.org', '4channel.org', '4cdn.org'],
  mediaHosts: ['4cdn.org'],
  referer: 'https://boards.4chan.org/',
  // "Do not make more than one request per second", and ask conditionally: `askJson` does.
  pauseMs: 1_000,
  extract: ({ handle, parts }, ports, signal) =>
    handle === 'raw' ? extractFile(parts, ports, signal) : extractThread(parts, ports, signal),
};

async function extractThread(
  { board = '', no = '' }: Target['parts'],
  { fetch }: ExtractPorts,
  signal: AbortSignal,
): Promise<Contents> {
  const answer = await askJson(fetch, `https://a.4cdn.org/${board}/thread/${no}.json`, signal);
  const thread = v.safeParse(threadSchema, answer);
  if (thread.success) return describeThread(board, no, thread.output.posts);
  throw new ReelkeepError(
    'page-data-invalid',
    'The API answers with something else than a thread.',
  );
}

async function extractFile(
  { board = '', file = '', extension = '' }: Target['parts'],
  { fetch }: ExtractPorts,
  signal: AbortSignal,
): Promise<Contents> {
  const url = mediaUrl(board, `${file}.${extension}`);
  const { format } = await singleFile(fetch, url, `${board}-${file}`, signal);
  const id = `${board}-${file}`;
  const thumbnailUrl = mediaUrl(board, `${file}s.jpg`);
  return single({
    site: 'fourchan',
    id,
    url,
    title: file,
    thumbnailUrl,
    folder: ['4chan', board],
    formats: [format],
    captions: [],
  });
}
