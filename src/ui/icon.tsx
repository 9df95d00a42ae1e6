/** Strokes on a 24 × 24 grid. */
const strokes = {
  chevron: 'm6 9 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  done: 'm5 12.500 4.500 4.500L19 7.500',
  down: 'M12 5v14m0 0 6-6m-6 6-6-6',
  download: 'M12 4v11m0 0 4-4m-4 4-4-4M5 20h14',
  folder: 'M3 18V6.500h6l2 2.500h10v9z',
  grip: 'M9.500 6h.010M14.500 6h.010M9.500 12h.010M14.500 12h.010M9.500 18h.010M14.500 18h.010',
  more: 'M5 12h.010M12 12h.010M19 12h.010',
  muted: 'M11 6 7 9.5H4v5h3l4 3.500zM16 9.500l5 5m0-5-5 5',
  pause: 'M9 6v12M15 6v12',
  resume: 'M8 5.500v13l10.500-6.500z',
  settings:
    'M4 7h10M18 7h2M4 17h2M10 17h10M14 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0M6 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0',
  up: 'M12 19V5m0 0 6 6m-6-6-6 6',
  warning:
    'M12 9v4.500m0 3v.010M10.300 4.300 2.900 17a2 2 0 0 0 1.700 3h14.800a2 2 0 0 0 1.700-3L13.700 4.300a2 2 0 0 0-3.400 0',
} as const;

export type IconName = keyof typeof strokes;

/** A picture beside words, or in a button that has a name: never the only bearer of meaning. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" data-icon={name}>
    <path d={strokes[name]} />
  </svg>
);
