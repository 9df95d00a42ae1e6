import { createServer } from 'node:http';
import { listenLocally } from '../../bench/listen-locally';
import { runChild } from '../child-process';

/** Where every list pretends to lie. */
export const pretended = 'https://media.example/show/';

/** The addresses of each track's segments as the list's place makes them, a beginning among them. */
export type DashTracks = readonly (readonly string[])[];

/** What yt-dlp writes down of a manifest, as far as it is used. */
interface Info {
  readonly original_url: string;
  readonly formats?: readonly {
    readonly format_id: string;
    readonly fragment_base_url?: string;
    readonly fragments?: readonly { readonly url?: string; readonly path?: string }[];
  }[];
}

/** What yt-dlp reads in manifests, by their names: it asks a server on this machine for them. One that it cannot read is missing. */
export async function askYtDlp(
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, DashTracks>> {
  const names = [...texts.keys()];
  const nameOf = (url: string): string => names[Number(/\/(\d+)\/list\.mpd$/.exec(url)?.[1])] ?? '';
  const server = createServer(({ url = '' }, response) => {
    const text = texts.get(nameOf(url));
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'application/dash+xml' });
    response.end(text);
  });
  const { origin, close } = await listenLocally(server);
  try {
    const urls = names.map((_, place) => `${origin}/${place}/list.mpd`);
    const { output } = await runChild('yt-dlp', [
      ...['--ignore-config', '--no-warnings', '--ignore-errors', '--dump-json'],
      ...urls,
    ]);
    const infos = output.split('\n').flatMap((line): Info[] => parsed(line));
    return new Map(infos.map((info) => [nameOf(info.original_url), tracksOf(info, origin)]));
  } finally {
    await close();
  }
}

/** Between the manifests it says what it could not read. */
function parsed(line: string): Info[] {
  return line.startsWith('{') ? [JSON.parse(line)] : [];
}

/** The tracks of each period, and what a track of several periods comes to: their names then end in numbers. */
function tracksOf({ original_url: own, formats = [] }: Info, origin: string): DashTracks {
  const single = formats.map(({ fragments = [], fragment_base_url: base = '' }) =>
    fragments.map(({ url, path = '' }) =>
      placed(url ?? (base === '' ? path : `${base.replace(/\/$/, '')}/${path}`), own, origin),
    ),
  );
  const joined = new Map<string, string[]>();
  for (const [at, { format_id: id }] of formats.entries()) {
    const name = id.replace(/-\d+$/, '');
    joined.set(name, [...(joined.get(name) ?? []), ...(single[at] ?? [])]);
  }
  return [...single, ...joined.values()].filter((urls) => urls.length > 0);
}

/** It joins addresses as texts: what stands twice there is no part of a path. */
function placed(address: string, own: string, origin: string): string {
  const beside = address
    .replace(new URL('.', own).href, pretended)
    .replace(origin, new URL(pretended).origin);
  return new URL(beside.replace(/([^:])\/\/+/g, '$1/'), pretended).href;
}
