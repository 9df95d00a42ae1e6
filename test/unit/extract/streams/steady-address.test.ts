import { expect, test } from 'vitest';
import { steadyAddress } from '../../../../src/extract/generic/steady-address';

const at = (query: string) => steadyAddress(`https://cdn.example/play.m3u8?${query}#t=5`);

test.each([
  'token=a8f3&expires=1795000000',
  'Expires=1795000000&Signature=ab~cd&Key-Pair-Id=K1&Policy=eyJ',
  'X-Amz-Signature=0a&X-Amz-Date=20261121T140000Z&x-goog-expires=600',
  'hdnts=exp=1795000000~acl=/*~hmac=0a',
  'st=kR3vNwq0-Lx8&e=1795000000',
  'md5=Q2hlY2sgdGhpcw&key=0123456789abcdef',
  'wsSecret=0a1b&wsTime=65f0',
  'PHPSESSID=7&sid=1&session_id=2&_=1795000000123&cb=0.53',
  '_HLS_msn=273&_HLS_part=2',
  'unheard=1795000000',
  `opaque=${'of'.repeat(50)}`,
])('%s is the session’s', (query) => {
  expect(at(query)).toBe('https://cdn.example/play.m3u8');
  expect(at(`${query}&v=2`)).toBe('https://cdn.example/play.m3u8?v=2');
});

test.each(['v=1', 'id=65f0a1b2c3d4e5f601234567', 'e=3', 'key=first', 't=12', 'file=a%26b%3Dc'])(
  '%s says which, wherever it stands',
  (query) => {
    expect(at(query)).toBe(`https://cdn.example/play.m3u8?${query}`);
    expect(at(`token=x&${query}`)).toBe(at(`${query}&token=y`));
  },
);

test('the order in which it is written says nothing', () => {
  expect(at('b=2&a=1')).toBe(at('a=1&b=2'));
});
