/** The names that the site answers under. Media hosts are fixed, so that Firefox can be told of each by name. */
export const pageHost = 'www.youtube.com';
export const scriptHost = 's.ytimg.com';
export const imageHost = 'i.ytimg.com';
export const mediaHosts = [
  'rr1---sn-reelkeep.googlevideo.com',
  'rr2---sn-reelkeep.googlevideo.com',
  'rr3---sn-reelkeep.googlevideo.com',
] as const;
/** Nobody may ever ask here: hostile pages point to it, and the site counts who follows. */
export const evilHost = 'media.evil.example';

/** The other sites: what their hosts end in → who answers there. */
const otherSites = {
  'imgur.com': 'imgur',
  '4chan.org': 'fourchan',
  '4channel.org': 'fourchan',
  '4cdn.org': 'fourchan',
  'gfycat.com': 'gfycat',
  // A page that nobody knows, and the hosts of its streams: one that lets everybody read them, one that does not.
  'watch.example': 'streams',
  'openmedia.example': 'streams',
  'closedmedia.example': 'streams',
  'qq.com': 'tencent',
  'gtimg.com': 'tencent',
} as const;
export type OtherSite = (typeof otherSites)[keyof typeof otherSites];

const suffixes = [
  'youtube.com',
  'youtube-nocookie.com',
  'googlevideo.com',
  'ytimg.com',
  ...Object.keys(otherSites),
];
const evilSuffix = 'evil.example';

const isUnder = (host: string, suffix: string): boolean =>
  host === suffix || host.endsWith(`.${suffix}`);

export type HostRole = 'page' | 'scripts' | 'images' | 'media' | 'evil' | 'unknown' | OtherSite;

export function hostRole(host: string): HostRole {
  if (isUnder(host, 'googlevideo.com')) return 'media';
  if (isUnder(host, 'youtube.com') || isUnder(host, 'youtube-nocookie.com')) return 'page';
  if (host === scriptHost) return 'scripts';
  if (isUnder(host, 'ytimg.com')) return 'images';
  if (isUnder(host, evilSuffix)) return 'evil';
  const other = Object.entries(otherSites).find(([suffix]) => isUnder(host, suffix));
  if (other) return other[1];
  return 'unknown';
}

/** What the certificate must name. */
export const certificateNames: readonly string[] = [...suffixes, evilSuffix].flatMap((suffix) => [
  suffix,
  `*.${suffix}`,
]);

/** The value of Chromium's `--host-resolver-rules`: the real names, at the site's port. */
export function hostResolverRules(port: number): string {
  return [...suffixes, evilSuffix]
    .flatMap((suffix) => [
      `MAP ${suffix}:443 127.0.0.1:${port}`,
      `MAP *.${suffix}:443 127.0.0.1:${port}`,
    ])
    .join(', ');
}
