import type { ErrorCode } from '../errors';

/** The one thing that can be done about a failure, right where it is told. */
export type ErrorAction = 'try-again' | 'allow-access' | 'open-downloads' | 'close';

/** Nothing on this page will become better by asking again. */
const final: ReadonlySet<ErrorCode> = new Set([
  'region-blocked',
  'drm-protected',
  'live-not-started',
  'live-now',
  'live-processing',
]);

export function errorAction(code: ErrorCode): ErrorAction {
  if (code === 'no-permission') return 'allow-access';
  if (code === 'not-a-video-page') return 'open-downloads';
  return final.has(code) ? 'close' : 'try-again';
}
