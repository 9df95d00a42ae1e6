import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import { type Aria2Status, readStatus, statusKeys } from './aria2-status';
import { callAria2, type Exchange, eachResult, nonsense } from './json-rpc';

/** One file that aria2 shall fetch. */
export interface Aria2Order {
  readonly url: string;
  /** 16 hexadecimal digits, ours: so that it is known before aria2 has answered. */
  readonly gid: string;
  /** Below `folder`. */
  readonly name: string;
  /** On aria2's machine; absent: aria2's own. */
  readonly folder?: string;
  readonly referer?: string;
  readonly userAgent?: string;
  /** Of the whole file, hexadecimal. */
  readonly md5?: string;
  /** What lies there under this name is its begin. */
  readonly continues?: true;
}

/** The person's own aria2, as its manual ("RPC INTERFACE") has it. */
export interface Aria2Client {
  /** @throws as `callAria2`, every one of these. */
  version(signal: AbortSignal): Promise<string>;
  add(order: Aria2Order, signal: AbortSignal): Promise<void>;
  /** In the order that was asked: its status, or why there is none. */
  tell(gids: readonly string[], signal: AbortSignal): Promise<(Aria2Status | ReelkeepError)[]>;
  pause(gid: string, signal: AbortSignal): Promise<void>;
  resume(gid: string, signal: AbortSignal): Promise<void>;
  /** Ends it; what is on disk stays. */
  stop(gid: string, signal: AbortSignal): Promise<void>;
  /** Takes one that has ended out of aria2's list. */
  forget(gid: string, signal: AbortSignal): Promise<void>;
  /** In the place of the addresses of before. */
  readdress(
    gid: string,
    before: readonly string[],
    url: string,
    signal: AbortSignal,
  ): Promise<void>;
}

const versionSchema = v.object({ version: v.pipe(v.string(), v.maxLength(100)) });

export function aria2Client(exchange: Exchange, secret: string | undefined): Aria2Client {
  const token = secret === undefined ? [] : [`token:${secret}`];
  const call = (method: string, params: readonly unknown[], signal: AbortSignal) =>
    callAria2(exchange, `aria2.${method}`, [...token, ...params], signal);
  const tell = async (method: string, params: readonly unknown[], signal: AbortSignal) => {
    await call(method, params, signal);
  };
  return {
    version: async (signal) => {
      const said = v.safeParse(versionSchema, await call('getVersion', [], signal));
      if (said.success) return said.output.version;
      throw nonsense();
    },
    add: (order, signal) => tell('addUri', [[order.url], optionsOf(order)], signal),
    tell: async (gids, signal) => {
      const calls = gids.map((gid) => ({
        methodName: 'aria2.tellStatus',
        params: [...token, gid, statusKeys],
      }));
      const said = await callAria2(exchange, 'system.multicall', [calls], signal);
      return eachResult(said, gids.length).map((one) =>
        one instanceof ReelkeepError ? one : (readStatus(one) ?? nonsense()),
      );
    },
    pause: (gid, signal) => tell('pause', [gid], signal),
    resume: (gid, signal) => tell('unpause', [gid], signal),
    stop: (gid, signal) => tell('forceRemove', [gid], signal),
    forget: (gid, signal) => tell('removeDownloadResult', [gid], signal),
    readdress: (gid, before, url, signal) => tell('changeUri', [gid, 1, before, [url]], signal),
  };
}

function optionsOf({ gid, name, folder, referer, userAgent, md5, continues }: Aria2Order) {
  return {
    gid,
    out: name,
    ...(folder ? { dir: folder } : {}),
    ...(referer === undefined ? {} : { referer }),
    ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
    ...(md5 === undefined ? {} : { checksum: `md5=${md5}` }),
    ...(continues ? { continue: 'true' } : {}),
  };
}
