import { describe, expect, it } from 'vitest';
import { mirrorsOf } from '../../../src/extract/youtube/mirror-addresses';

const address = (host: string, query: Record<string, string>): string =>
  `https://${host}/videoplayback?${new URLSearchParams({ id: '1', ...query, sig: 'abc=' })}`;
const hostsOf = (url: string): string[] => mirrorsOf(url).map((mirror) => new URL(mirror).hostname);

describe('other hosts of the same bytes', () => {
  const usual = { mn: 'sn-q4fl6ney,sn-q4flrney', mvi: '6', fvip: '5' };

  it('are where the address says that the file is, too', () => {
    const url = address('rr6---sn-q4fl6ney.googlevideo.com', usual);
    expect(hostsOf(url)).toEqual(['rr5---sn-q4flrney.googlevideo.com']);
  });

  it('everything but the host stays, byte for byte', () => {
    const url = address('rr6---sn-q4fl6ney.googlevideo.com', { ...usual, ip: '2a02:8106::1' });
    const [mirror = ''] = mirrorsOf(url);
    expect(mirror.replace('rr5---sn-q4flrney', 'rr6---sn-q4fl6ney')).toBe(url);
  });

  it('are named as the first one is, today with rr, once with r', () => {
    const url = address('r6---sn-q4fl6ney.googlevideo.com', usual);
    expect(hostsOf(url)).toEqual(['r5---sn-q4flrney.googlevideo.com']);
  });

  it('may be several, each once, never the first one again, and not without end', () => {
    const mn = ['sn-a1', 'sn-b1', 'sn-b1', 'sn-c1', 'sn-d1', 'sn-e1'].join(',');
    const url = address('rr1---sn-a1.googlevideo.com', { mn, fvip: '2' });
    expect(hostsOf(url)).toEqual(
      ['b1', 'c1', 'd1'].map((place) => `rr2---sn-${place}.googlevideo.com`),
    );
  });

  it.each([
    ['says nothing', {}],
    ['names no other place', { mn: 'sn-a1', fvip: '2' }],
    ['names no server', { mn: 'sn-a1,sn-b1' }],
    ['names a server that is none', { mn: 'sn-a1,sn-b1', fvip: '2.evil.example/' }],
    [
      'names places that are none',
      { mn: 'sn-a1,evil.example,sn-b1.evil.example/,sn-B1,', fvip: '2' },
    ],
    ['leads out of the domain', { mn: 'sn-a1,sn-b1.evil.example#', fvip: '2' }],
  ])('are none where the address %s', (_, query) => {
    expect(mirrorsOf(address('rr1---sn-a1.googlevideo.com', query))).toEqual([]);
  });

  it.each([
    'https://rr1---sn-a1.googlevideo.com.evil.example/videoplayback?mn=sn-a1,sn-b1&fvip=2',
    'https://rr1---sn-a1.evil.example/videoplayback?mn=sn-a1,sn-b1&fvip=2',
    'https://manifest.googlevideo.com/api/manifest?mn=sn-a1,sn-b1&fvip=2',
    'https://rr1---sn-a1.googlevideo.com:8443/videoplayback?mn=sn-a1,sn-b1&fvip=2',
    'nonsense',
  ])('are none of %s', (url) => {
    expect(mirrorsOf(url)).toEqual([]);
  });
});
