import type { Credentials } from '../extract/extractor';
import type { Site } from '../extract/video';
import { listSites, removeCredentials, storeCredentials } from './credentials';
import { signIn, signOut } from './sign-in';

interface SiteRequest {
  readonly site: Site;
}

/** What the page of settings asks about sites, as the background answers it. */
export const siteRequests = {
  listSites,
  setCredentials: ({ site, credentials }: SiteRequest & { readonly credentials: Credentials }) =>
    storeCredentials(site, credentials),
  removeCredentials: ({ site }: SiteRequest) => removeCredentials(site),
  signIn: ({ site }: SiteRequest) => signIn(site),
  signOut: ({ site }: SiteRequest) => signOut(site),
};
