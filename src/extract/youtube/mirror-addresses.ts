import { mediaAddress } from './allowed-address';

/** More would be guesses upon guesses. */
const mostMirrors = 3;

/**
 * Other addresses of the same bytes, best first. A media address names in `mn` the places that hold the
 * file, its own one first (`sn-a,sn-b`), and in `fvip` the number of the server to ask at another
 * (`rr3---sn-a` has `rr<fvip>---sn-b` to fall back on; youtube.md §3.2, §5). Everything else of the address
 * stays: the signatures do not cover the host. Only ever hosts below googlevideo.com; none where the
 * address does not say enough.
 */
export function mirrorsOf(address: string): string[] {
  const checked = mediaAddress(address);
  if (checked === undefined) return [];
  const url = new URL(checked);
  const [, prefix, own, suffix] = hostShape.exec(url.hostname) ?? [];
  const number = url.searchParams.get('fvip') ?? '';
  if (prefix === undefined || suffix === undefined || !/^\d{1,3}$/.test(number)) return [];
  const places = (url.searchParams.get('mn') ?? '').split(',').filter((place) => place !== own);
  return [...new Set(places)]
    .filter((place) => placeShape.test(place))
    .slice(0, mostMirrors)
    .flatMap((place) => {
      const mirror = new URL(url);
      mirror.hostname = `${prefix}${number}---${place}${suffix}`;
      return mediaAddress(mirror.href) ?? [];
    });
}

/** `rr3---sn-4g5e6nsz.googlevideo.com`; until about 2021 `r3---…`. */
const hostShape = /^(rr?)\d{1,3}---(sn-[a-z0-9-]{1,50})(\.googlevideo\.com)$/;
const placeShape = /^sn-[a-z0-9-]{1,50}$/;
