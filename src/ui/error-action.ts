import type { ErrorCode } from '../errors';

/** The one thing that can be done about a failure, right where it is told. */
export type ErrorAction =
  | 'try-again'
  | 'allow-access'
  | 'open-downloads'
  | 'open-settings'
  | 'close';

/** Nothing on this page will become better by asking again. */
const final: ReadonlySet<ErrorCode> = new Set([
  'region-blocked',
  'site-closed',
  'drm-protected',
  'live-not-started',
  'live-now',
  'live-processing',
]);

export function errorAction(code: ErrorCode): ErrorAction {
  if (code === 'no-permission') return 'allow-access';
  if (code === 'not-a-video-page') return 'open-downloads';
  if (code === 'credentials-needed' || code === 'credentials-refused') return 'open-settings';
  return final.has(code) ? 'close' : 'try-again';
}
