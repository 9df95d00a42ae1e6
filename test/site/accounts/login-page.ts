import { type Answer, statusAnswer } from '../server/answer';
import { type Account, accounts, apisidOf, apisids, sidOf } from './accounts';

/** `/site/login/NAME` and `/site/logout`: the session's cookies, and back to the site's first page. */
export function loginPage(path: string): Answer {
  const name = /^\/site\/login\/(\w+)$/.exec(path)?.[1];
  const account = accounts.find((one) => one.name === name);
  if (name !== undefined && !account) return statusAnswer('other', 404);
  const cookies = [...everyCookie.map(gone), ...(account ? cookiesOf(account) : [])];
  return statusAnswer('other', 303, { headers: { location: '/', 'set-cookie': cookies } });
}

export const isLogin = (path: string): boolean =>
  path === '/site/logout' || path.startsWith('/site/login/');

const everyCookie = ['SID', ...apisids];
const scope = 'Domain=youtube.com; Path=/; Secure';

const gone = (name: string): string => `${name}=; ${scope}; Max-Age=0`;

const cookiesOf = (account: Account): readonly string[] => [
  `SID=${sidOf(account)}; ${scope}; HttpOnly; SameSite=None`,
  ...account.cookies.map((name) => `${name}=${apisidOf(account)}; ${scope}${sameSite(name)}`),
];

const sameSite = (name: string): string =>
  name === '__Secure-3PAPISID' ? '; SameSite=None' : '; SameSite=Lax';
