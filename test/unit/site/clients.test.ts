import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { clientNamed } from '../../../src/extract/youtube/clients';
import { accounts, apisidOf, sidOf, stranger } from '../../site/accounts/accounts';
import { judgeSession, type SessionCall } from '../../site/accounts/judge-session';
import { areHostFlags, hostFlags, isEmbedder } from '../../site/clients/host-flags';
import { accessTrouble } from '../../site/clients/judge-access';
import { judgeCall, type PlayerCall } from '../../site/clients/judge-call';
import { isSiteClient, type SiteClientName, siteClients } from '../../site/clients/site-clients';
import { visitorData } from '../../site/pages/visitor-data';
import type { VideoTrait } from '../../site/video-spec';

const site = { sts: 20_000, nowSeconds: 1_000 };
const origin = 'https://www.youtube.com';
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

const accountNamed = (name: string) => {
  const account = accounts.find((one) => one.name === name);
  if (!account) throw new Error(`No account ${name}`);
  return account;
};
const member = accountNamed('member');
const session = apisidOf(member);
const cookies = ['SAPISID', '__Secure-1PAPISID', '__Secure-3PAPISID'];
const cookie = [`SID=${sidOf(member)}`, ...cookies.map((name) => `${name}=${session}`)].join('; ');
const plain = sha1(`1000 ${session} ${origin}`);
const withUser = sha1(`${member.user} 1000 ${session} ${origin}`);
const nobody: SessionCall = {
  ...{ cookie: '', authorization: '', origin, xOrigin: '', authUser: '', pageId: '' },
};
const signed: SessionCall = {
  ...{ cookie, authorization: `SAPISIDHASH 1000_${withUser}_u`, origin, xOrigin: origin },
  ...{ authUser: '2', pageId: member.channel ?? '' },
};

describe('whose session a call is of', () => {
  const judge = (more: Partial<SessionCall>) => judgeSession({ ...signed, ...more }, 1_000);
  const all = `SAPISIDHASH 1000_${withUser}_u SAPISID1PHASH 1000_${withUser}_u SAPISID3PHASH 1000_${withUser}_u`;

  test.each([
    ['with the user', {}],
    ['without the user', { authorization: `SAPISIDHASH 1000_${plain}` }],
    ['one for each cookie', { authorization: all }],
  ])('signed %s: the account’s', (_, more) => {
    expect(judge(more)).toEqual({ viewer: member.may, isSigned: true });
  });

  test.each([
    ['another hash', { authorization: 'SAPISIDHASH 1000_00' }],
    ['the hash of another form', { authorization: `SAPISIDHASH 1000_${plain}_u` }],
    ['yesterday’s', { authorization: `SAPISIDHASH 1_${sha1(`1 ${session} ${origin}`)}` }],
    ['one of two wrong', { authorization: `${all}0` }],
    ['without the first', { authorization: `SAPISID3PHASH 1000_${withUser}_u` }],
    ['no X-Origin', { xOrigin: '' }],
    ['another account', { authUser: '0' }],
    ['no account', { authUser: '' }],
    [
      'another page’s origin',
      { origin: 'https://m.youtube.com', xOrigin: 'https://m.youtube.com' },
    ],
    ['without the session itself', { cookie: cookie.replace('SID=', 'XID=') }],
  ])('%s: refused', (_, more) => {
    expect(judge(more)).toBe('unauthorized');
  });

  test('cookies alone are nobody’s; who acts as a channel must say so', () => {
    expect(judge({ authorization: '' })).toEqual({ viewer: stranger, isSigned: false });
    expect(judge({ pageId: '' })).toEqual({ viewer: stranger, isSigned: true });
  });

  test('the third cookie does for the first where that is missing', () => {
    const premium = accountNamed('premium');
    const call = {
      cookie: `SID=${sidOf(premium)}; __Secure-3PAPISID=${apisidOf(premium)}`,
      authorization: `SAPISIDHASH 1000_${sha1(`1000 ${apisidOf(premium)} ${origin}`)}`,
      authUser: '0',
    };
    expect(judge(call)).toEqual({ viewer: premium.may, isSigned: true });
  });
});

describe('what InnerTube asks of a client', () => {
  const hostFlagsSaid = hostFlags('https://www.reddit.com/');
  const judge = (name: SiteClientName, call: Partial<PlayerCall> = {}, said = {}) =>
    judgeCall(
      siteClients[name],
      {
        ...{ ...nobody, clientNumber: String(siteClients[name].id), clientVersion: '1' },
        visitor: visitorData,
        said: {
          ...{ version: '1', visitor: visitorData, sts: site.sts, hostFlags: hostFlagsSaid },
          ...{ embedUrl: 'https://www.reddit.com/', ...said },
        },
        ...call,
      },
      site,
    );

  test('the site’s table has the numbers of ours, and what each client asks for', () => {
    for (const name of Object.keys(siteClients).filter(isSiteClient)) {
      const { id, needsScript } = siteClients[name];
      const ours = clientNamed(name);
      expect([name, ours.id, ours.needs.includes('player-script')]).toEqual([
        name,
        id,
        needsScript,
      ]);
    }
  });

  test.each([
    ['VISIONOS', {}, {}],
    ['VISIONOS', {}, { sts: undefined, hostFlags: undefined }],
    ['WEB_EMBEDDED_PLAYER', {}, {}],
    ['WEB_EMBEDDED_PLAYER', signed, {}],
    ['TVHTML5_SIMPLY', {}, {}],
    ['WEB_CREATOR', signed, {}],
  ] as const)('%s with %o and %o is answered', (name, call, said) => {
    expect(judge(name, call, said)).toHaveProperty('viewer');
  });

  test.each([
    ['VISIONOS', { clientNumber: '1' }, {}, 'another one'],
    ['VISIONOS', { clientVersion: '2' }, {}, 'another one'],
    ['VISIONOS', { visitor: '' }, {}, 'not a bot'],
    ['TVHTML5_SIMPLY', {}, { visitor: 'Cgt' }, 'not a bot'],
    ['VISIONOS', { cookie }, {}, 'unavailable'],
    ['TVHTML5_SIMPLY', signed, {}, 'unavailable'],
    ['WEB_EMBEDDED_PLAYER', {}, { sts: 1 }, 'reloaded'],
    ['WEB_EMBEDDED_PLAYER', {}, { hostFlags: undefined }, '152'],
    ['WEB_EMBEDDED_PLAYER', {}, { hostFlags: 'AD5ZzF.cmVkZGl0.x' }, '152'],
    ['WEB_EMBEDDED_PLAYER', {}, { embedUrl: 'https://www.youtube.com/' }, '152'],
    ['WEB_CREATOR', {}, {}, 'sign in'],
    ['WEB_CREATOR', { cookie }, {}, 'sign in'],
  ] as const)('%s with %o and %o is told: %s', (name, call, said, says) => {
    const judged = judge(name, call, said);
    expect('playability' in judged && judged.playability.reason).toContain(says);
  });

  test('who signs wrongly is told nothing', () => {
    expect(judge('WEB_CREATOR', { ...signed, authUser: '' })).toEqual({ status: 401 });
  });
});

test('an embed page says its flags in another site’s page alone', () => {
  expect(areHostFlags(hostFlags('https://blog.example/a'))).toBe(true);
  for (const referer of [undefined, '', 'https://www.youtube.com/watch?v=x']) {
    expect(hostFlags(referer)).toBeUndefined();
  }
  expect(isEmbedder('https://www.youtube-nocookie.com/')).toBe(false);
  expect(isEmbedder('https://notyoutube.com/')).toBe(true);
});

test.each([
  ['for-adults', undefined, stranger, 'your age'],
  ['for-adults', undefined, { ...stranger, isOfAge: true }, undefined],
  ['for-adults', 'VISIONOS', stranger, 'your age'],
  ['for-adults', 'WEB_EMBEDDED_PLAYER', stranger, undefined],
  ['for-adults', 'WEB_CREATOR', stranger, undefined],
  ['for-kids', undefined, stranger, undefined],
  ['for-kids', 'VISIONOS', stranger, 'not available'],
  ['for-kids', 'TVHTML5_SIMPLY', stranger, undefined],
  ['not-embeddable', 'WEB_EMBEDDED_PLAYER', stranger, 'unavailable'],
  ['not-embeddable', 'VISIONOS', stranger, undefined],
  ['members-only', 'WEB_CREATOR', stranger, 'members-only'],
  ['members-only', 'WEB_CREATOR', member.may, undefined],
  ['members-only', undefined, member.may, undefined],
] as const)('%s, asked as %s by %o: %s', (trait: VideoTrait, client, viewer, says) => {
  const denied = accessTrouble({ traits: [trait] }, viewer, client && siteClients[client]);
  const reason = denied?.playability?.reason;
  if (says === undefined) expect(denied).toBeUndefined();
  else expect(reason).toContain(says);
});
