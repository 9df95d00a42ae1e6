import { type Answer, type Ask, statusAnswer, textAnswer } from '../server/answer';
import { accountName, ownClientId, ownSecret } from './imgur-catalogue';
import { otherPage } from './other-page';
import type { OtherSwitches } from './other-switches';

/** Where a registered client may have people led: an extension's own address, of either browser. */
const registered = /^https:\/\/[a-z0-9]+\.(?:chromiumapp\.org|extensions\.allizom\.org)\/$/;

/** `api.imgur.com/oauth2`: the page of leave of one registered client, and its tokens' renewal. */
export async function imgurOAuth({ signIns }: OtherSwitches, ask: Ask): Promise<Answer> {
  const { pathname, searchParams } = ask.url;
  if (pathname === '/oauth2/authorize') return authorizePage(signIns, searchParams);
  if (pathname !== '/oauth2/token' || ask.method !== 'POST') return statusAnswer('api', 404);
  const asked = new URLSearchParams(await ask.readBody());
  const isRight =
    asked.get('client_id') === ownClientId &&
    asked.get('client_secret') === ownSecret &&
    asked.get('grant_type') === 'refresh_token' &&
    asked.get('refresh_token') === signIns.refresh;
  if (!isRight) return statusAnswer('api', 400, { note: 'invalid_grant' });
  signIns.endToken();
  return textAnswer('api', 'application/json', JSON.stringify(grantOf(signIns)));
}

const grantOf = ({ token, refresh }: OtherSwitches['signIns']) => ({
  ...{ access_token: token, refresh_token: refresh, token_type: 'bearer', expires_in: 2_419_200 },
  ...{ account_username: accountName, account_id: 7 },
});

/** As the site leads on: the state in the query, the token in the fragment. */
function authorizePage(signIns: OtherSwitches['signIns'], asked: URLSearchParams): Answer {
  const redirect = asked.get('redirect_uri') ?? '';
  const isRight =
    asked.get('client_id') === ownClientId &&
    asked.get('response_type') === 'token' &&
    registered.test(redirect);
  if (!isRight) return statusAnswer('page', 400, { note: 'client' });
  const state = encodeURIComponent(asked.get('state') ?? '');
  const granted = new URLSearchParams(
    Object.entries(grantOf(signIns)).map(([name, value]) => [name, `${value}`]),
  );
  const led = (to: string) => `location.href = ${JSON.stringify(to)};`;
  const button = (name: string, to: string) => `const ${name} = document.createElement('button');
${name}.id = '${name}';
${name}.textContent = '${name}';
${name}.onclick = () => { ${led(to)} };
document.body.append(${name});`;
  return textAnswer(
    'page',
    'text/html',
    otherPage('May it?', [
      button('allow', `${redirect}?state=${state}#${granted}`),
      button('deny', `${redirect}?state=${state}&error=access_denied`),
    ]),
  );
}
