/** Strokes on a 24 × 24 grid. */
const strokes = {
  chevron: 'm6 9 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  download: 'M12 4v11m0 0 4-4m-4 4-4-4M5 20h14',
  muted: 'M11 6 7 9.5H4v5h3l4 3.500zM16 9.500l5 5m0-5-5 5',
  retry: 'M19 12a7 7 0 1 1-2.200-5.100L19 9m0-5v5h-5',
  settings:
    'M4 7h10M18 7h2M4 17h2M10 17h10M14 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0M6 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0',
  warning:
    'M12 9v4.500m0 3v.010M10.300 4.300 2.900 17a2 2 0 0 0 1.700 3h14.800a2 2 0 0 0 1.700-3L13.700 4.300a2 2 0 0 0-3.400 0',
} as const;

export type IconName = keyof typeof strokes;

/** A picture beside words, or in a button that has a name: never the only bearer of meaning. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={strokes[name]} />
  </svg>
);
