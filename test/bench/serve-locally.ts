import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { type SyntheticFile, syntheticPieces } from '../site/synthetic/synthetic-file';
import { type LocalServer, listenLocally } from './listen-locally';

export interface Served {
  /** MIME type. */
  readonly type: string;
  readonly body:
    | { readonly text: string }
    | { readonly file: string }
    /** Computed as it is served. */
    | { readonly media: SyntheticFile };
}

/** Serves a few things by path over http on 127.0.0.1, which browsers take for a secure origin: OPFS works there. */
export async function serveLocally(served: Readonly<Record<string, Served>>): Promise<LocalServer> {
  const server = createServer(({ url = '/' }, response) => {
    const found = Object.hasOwn(served, url) ? served[url] : undefined;
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': found.type });
    if ('text' in found.body) response.end(found.body.text);
    else if ('media' in found.body) Readable.from(syntheticPieces(found.body.media)).pipe(response);
    else createReadStream(found.body.file).pipe(response);
  });
  return listenLocally(server);
}
