export const routes = ['jobs', 'settings'] as const;
export type Route = (typeof routes)[number];

/** `#settings` → `settings`; the list of jobs for anything else. */
export const routeOf = (hash: string): Route =>
  routes.find((route) => hash === `#${route}`) ?? 'jobs';
