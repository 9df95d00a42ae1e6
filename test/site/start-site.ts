import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { catalogue } from './catalogue';
import { SiteControl, type SiteLimits } from './control/site-control';
import { type MediaFile, makeMedia } from './media/make-media';
import { type Profile, profileOf } from './media/profiles';
import { type CapturedOptions, readCaptured } from './server/captured';
import { certificate } from './server/certificate';
import { portOf } from './server/port-of';
import { router } from './server/router';
import { SitePlayers } from './server/site-players';
import { type VideoSpec, watchUrl } from './video-spec';

export interface SiteOptions {
  /** Any free one where absent. */
  readonly port?: number;
  /** Of the player scripts: names, operations and n functions follow from it. */
  readonly seed?: number;
  readonly limits?: SiteLimits;
  /** Serves a captured page as well. */
  readonly captured?: CapturedOptions;
}

export interface SiteFormat extends Profile {
  /** The very file that is served; made now where it is missing. */
  readonly file: () => Promise<MediaFile>;
}

export interface SiteVideo extends Omit<VideoSpec, 'itags'> {
  readonly url: string;
  /** About; the exact one is the file's. */
  readonly durationSeconds: number;
  readonly formats: readonly SiteFormat[];
}

export interface Site {
  readonly port: number;
  readonly videos: readonly SiteVideo[];
  readonly control: SiteControl;
  readonly players: SitePlayers;
  /** The video of the captured page, where one is served. */
  readonly capturedId?: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
  /** Ends every connection with RST, those that stall too. */
  resetConnections(): void;
  /** As without a cable: every connection is reset and none can be opened, until `plugIn`. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** Ends every connection, those that stall too. */
  close(): Promise<void>;
}

/** The offline video site on 127.0.0.1: `www.youtube.com`, `*.googlevideo.com` and `*.ytimg.com` under one self-signed certificate. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const { key, cert, spki } = await certificate();
  const control = new SiteControl(options.limits);
  const players = new SitePlayers(options.seed ?? 1);
  const captured = options.captured && (await readCaptured(options.captured));
  const server = createServer({ key, cert, keepAliveTimeout: 60_000 });
  const sockets = tcpSockets(server);
  /** A TLS socket cannot send RST itself; the TCP socket below it can, and is known by the client's port. */
  const reset = ({ remotePort = 0 }: Socket): void => {
    sockets.get(remotePort)?.resetAndDestroy();
  };
  const resetConnections = (): void => {
    for (const socket of [...sockets.values()]) socket.resetAndDestroy();
  };
  server.on('request', router({ control, players, captured }, reset));
  await listen(server, options.port ?? 0);
  const port = portOf(server.address());
  return {
    port,
    videos: catalogue.map(siteVideo),
    control,
    players,
    spki,
    ...(captured && { capturedId: captured.videoId }),
    resetConnections,
    unplug: async () => {
      const closed = close(server);
      resetConnections();
      await closed;
    },
    plugIn: () => listen(server, port),
    close: () => (server.listening ? close(server) : Promise.resolve()),
  };
}

function siteVideo({ itags, ...video }: VideoSpec): SiteVideo {
  return {
    ...video,
    url: watchUrl(video.id),
    durationSeconds: video.clip.seconds,
    formats: itags.map((itag) => {
      const profile = profileOf(itag);
      return { ...profile, file: () => makeMedia(profile, video.clip) };
    }),
  };
}

/** By the client's port. */
function tcpSockets(server: Server): ReadonlyMap<number, Socket> {
  const sockets = new Map<number, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  return sockets;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
