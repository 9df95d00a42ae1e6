import * as v from 'valibot';
import { presets } from '../formats/choice';

export const settingsVersion = 1;

export const conflictActions = ['uniquify', 'overwrite', 'prompt'] as const;
export type ConflictAction = (typeof conflictActions)[number];

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Chromium's ids are 32 letters; Firefox's an address, or a UUID in braces. */
export const callerForm = /^(?:[a-p]{32}|[\w.+-]{0,80}@[\w.-]{1,80}|\{[\da-f-]{36}\})$/i;

/** Of JSON-RPC, by HTTP or over a socket; what is in front of an `@` would be read by everybody. */
export const isAria2Address = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^(?:https?|wss?):$/.test(url.protocol) && url.username === '';
};

/** Everything a person can set. Each field falls back to its default by itself, so one bad value costs only itself. */
export const settingsSchema = v.object({
  version: v.fallback(v.literal(settingsVersion), settingsVersion),
  /** What the button, the menu and the shortcut save. */
  defaultPreset: v.fallback(v.picklist(presets), 'auto'),
  conflictAction: v.fallback(v.picklist(conflictActions), 'uniquify'),
  saveAs: v.fallback(v.boolean(), false),
  /** Ranges fetched side by side from one host; Chromium opens at most 6 connections to one. */
  connectionsPerHost: v.fallback(whole(1, 6), 6),
  /** Fragments of one film, fetched side by side: each over as many connections as its host may have in all. */
  fragmentsAtOnce: v.fallback(whole(1, 6), 3),
  /** Over all hosts and jobs. */
  connectionsInAll: v.fallback(whole(1, 32), 12),
  jobsAtOnce: v.fallback(whole(1, 6), 2),
  /** Bytes per second over all jobs; 0: no limit. */
  speedLimit: v.fallback(whole(0, 10_000_000_000), 0),
  /** Minutes since midnight, local time; from > to goes over midnight. Nothing is fetched then. */
  quietHours: v.fallback(v.nullable(v.object({ from: whole(0, 1439), to: whole(0, 1439) })), null),
  /** Wait while the browser says that the connection is metered. */
  waitOnMetered: v.fallback(v.boolean(), true),
  /** Keep the machine awake while jobs run; needs the permission `power`. */
  keepAwake: v.fallback(v.boolean(), false),
  /** Other extensions, by id, that may ask us to save. */
  callers: v.fallback(
    v.pipe(v.array(v.pipe(v.string(), v.regex(callerForm))), v.maxLength(50)),
    [],
  ),
  /** Look at what all pages load, for the streams that they do not tell of; needs `webRequest`, and all sites. */
  watchPages: v.fallback(v.boolean(), false),
  /** Offer to hand videos to the person's own aria2. Its secret is not among the settings. */
  aria2: v.fallback(v.boolean(), false),
  aria2Address: v.fallback(
    v.pipe(v.string(), v.trim(), v.maxLength(500), v.check(isAria2Address)),
    'http://localhost:6800/jsonrpc',
  ),
  /** On aria2's machine; empty: aria2's own. */
  aria2Folder: v.fallback(v.pipe(v.string(), v.trim(), v.maxLength(1_000)), ''),
  /** A connection slower than this share of what the others get is dropped and its rest fetched by them. */
  slowShare: v.fallback(v.pipe(v.number(), v.minValue(0.05), v.maxValue(0.9)), 0.25),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** What the engine must know of them. */
export type EngineSettings = Pick<
  Settings,
  | 'connectionsPerHost'
  | 'fragmentsAtOnce'
  | 'connectionsInAll'
  | 'jobsAtOnce'
  | 'speedLimit'
  | 'quietHours'
  | 'waitOnMetered'
  | 'slowShare'
>;

/** Settings as stored, of any version or damaged, → valid settings. Never throws. */
export function readSettings(stored: unknown): Settings {
  return v.parse(settingsSchema, typeof stored === 'object' && stored !== null ? stored : {});
}
