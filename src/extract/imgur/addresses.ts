/** Of a picture, an album or a post. */
export const idForm = /^[A-Za-z0-9]{5,10}$/;

export const mediaUrl = (id: string, extension: string): string =>
  `https://i.imgur.com/${id}.${extension}`;

/** The public API of the site's own pages. `list`: where the thing is looked up. */
export const apiUrl = (list: 'media' | 'albums' | 'posts', id: string, clientId: string): string =>
  `https://api.imgur.com/post/v1/${list}/${id}?client_id=${encodeURIComponent(clientId)}&include=media%2Caccount`;

/** The documented API, that answers to accounts. */
export const accountUrl = (kind: 'image' | 'album', id: string): string =>
  `https://api.imgur.com/3/${kind}/${id}`;

/** Where a request for something that was taken down is led: a picture of these words, under 200. */
export const isRemoved = (url: string): boolean =>
  /^https:\/\/i\.imgur\.com\/removed\.png/.test(url);
