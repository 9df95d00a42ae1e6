/** Whoever looks is the same to the site. */
export const visitorData = 'Cgtvc0ZmbGluZVNpdGUo';
