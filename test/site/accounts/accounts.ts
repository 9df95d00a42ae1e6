/** Somebody who may be logged in at the site. */
export interface Account {
  readonly name: string;
  /** Which of the browser's accounts: `SESSION_INDEX`. */
  readonly index: number;
  /** As `DATASYNC_ID` and signatures name it. */
  readonly user: string;
  /** The channel that the account acts as, which then is whoever watches: `DELEGATED_SESSION_ID`. */
  readonly channel?: string;
  readonly may: Viewer;
  /** Some browsers are left without the oldest of the session's cookies. */
  readonly cookies: readonly (typeof apisids)[number][];
}

/** What somebody may see; all the site's videos ask is said here. */
export interface Viewer {
  /** Has proven it where a country wants that: to have an account is not enough. */
  readonly isOfAge: boolean;
  /** Of the one channel of this site that has members. */
  readonly isMember: boolean;
  readonly isPremium: boolean;
}

/** The cookies that signatures are made of; a page's scripts can read them. */
export const apisids = ['SAPISID', '__Secure-1PAPISID', '__Secure-3PAPISID'] as const;

export const stranger: Viewer = { isOfAge: false, isMember: false, isPremium: false };

const rows = {
  /** Nobody knows its age. */
  plain: { index: 0, user: '100000000000000000001', may: stranger, cookies: apisids },
  grown: {
    ...{ index: 1, user: '100000000000000000002', cookies: apisids },
    may: { ...stranger, isOfAge: true },
  },
  /** Its channel is the member, not itself. */
  member: {
    ...{ index: 2, user: '100000000000000000003', channel: '200000000000000000003' },
    ...{ may: { ...stranger, isMember: true }, cookies: apisids },
  },
  premium: {
    ...{ index: 0, user: '100000000000000000004', may: { ...stranger, isPremium: true } },
    cookies: ['__Secure-3PAPISID'],
  },
} as const satisfies Record<string, Omit<Account, 'name'>>;

export type AccountName = keyof typeof rows;

export const accounts: readonly Account[] = Object.entries(rows).map(([name, row]) => ({
  name,
  ...row,
}));

/** `channel||user` for who acts as another channel, else `user||`. */
export const dataSyncId = ({ user, channel }: Account): string =>
  channel === undefined ? `${user}||` : `${channel}||${user}`;

/** The value of all three cookies is one. */
export const apisidOf = ({ name }: Account): string => `${name}/offline-APISID`;

/** No script can read it: a browser sends it, and nobody else has it. */
export const sidOf = ({ name }: Account): string => `g.a000-${name}`;

/** Whose session a request's cookies are; undefined: nobody's. */
export function accountOf(cookie: string): Account | undefined {
  const said = cookiesIn(cookie);
  return accounts.find(
    (account) =>
      said.get('SID') === sidOf(account) &&
      account.cookies.some((name) => said.get(name) === apisidOf(account)),
  );
}

export const cookiesIn = (cookie: string): ReadonlyMap<string, string> =>
  new Map(
    cookie.split('; ').map((one): [string, string] => {
      const at = one.indexOf('=');
      return [one.slice(0, at), one.slice(at + 1)];
    }),
  );
