import { accounts } from '../accounts/accounts';
import { type VideoSpec, watchUrl } from '../video-spec';
import { html } from './json';

const logIn = ({ name }: { readonly name: string }): string =>
  `<a href="/site/login/${name}">${name}</a>`;

/** The site's front page: every video, and what saving it must come to. */
export function indexDocument(videos: readonly VideoSpec[]): string {
  const row = ({ id, era, title, expects }: VideoSpec): string =>
    `<tr><td><a href="${watchUrl(id)}">${html(title.slice(0, 90))}</a></td><td>${era}</td>
<td>${expects.join(' or ')}</td></tr>`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>YouTube</title>
<link rel="stylesheet" href="/site/page.css"></head><body>
<header><a class="home" href="/">Offline video site</a><span>Log in as ${accounts.map(logIn).join(', ')}, or <a href="/site/logout">out</a></span></header>
<main><table class="index"><thead><tr><th>Video</th><th>Era</th><th>Saving it ends in</th></tr></thead>
<tbody>${videos.map(row).join('')}</tbody></table></main></body></html>`;
}
