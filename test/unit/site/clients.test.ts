import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { clientNamed } from '../../../src/extract/youtube/clients';
import { type PlayerCall, refuseCall } from '../../site/clients/judge-call';
import { isSiteClient, type SiteClientName, siteClients } from '../../site/clients/site-clients';

const site = { origin: 'https://www.youtube.com', sts: 20_000 };
const session = 'a-session';
const hash = createHash('sha1').update(`1000 ${session} ${site.origin}`).digest('hex');
const signed = { cookie: `SAPISID=${session}`, authorization: `SAPISIDHASH 1000_${hash}` };

const judge = (name: SiteClientName, call: Partial<PlayerCall> = {}) =>
  refuseCall(
    siteClients[name],
    {
      ...{ clientNumber: String(siteClients[name].id), cookie: '', authorization: '' },
      sts: site.sts,
      ...call,
    },
    site,
  );

test('the site’s table has the numbers of ours, and what each client asks for', () => {
  for (const name of Object.keys(siteClients).filter(isSiteClient)) {
    const { id, needsScript } = siteClients[name];
    const ours = clientNamed(name);
    expect([name, ours.id, ours.needs.includes('player-script')]).toEqual([name, id, needsScript]);
  }
});

test.each([
  ['VISIONOS', {}, undefined],
  ['VISIONOS', { sts: undefined }, undefined],
  ['VISIONOS', { clientNumber: '1' }, 'another one'],
  ['VISIONOS', { cookie: signed.cookie }, 'unavailable'],
  ['WEB_EMBEDDED_PLAYER', { sts: 1 }, 'reloaded'],
  ['WEB_CREATOR', {}, 'sign in'],
  ['WEB_CREATOR', { ...signed, authorization: 'SAPISIDHASH 1000_00' }, 'sign in'],
  ['WEB_CREATOR', signed, undefined],
] as const)('%s with %o: %s', (name, call, says) => {
  const refusal = judge(name, call);
  if (says === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toContain(says);
});
