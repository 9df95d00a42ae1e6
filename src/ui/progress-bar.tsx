interface ProgressBarProps {
  /** 0–1, or `unknown` while the end is not in sight. */
  readonly value: number | 'unknown';
  readonly label: string;
}

export const ProgressBar = ({ value, label }: ProgressBarProps) =>
  value === 'unknown' ? (
    <progress class="progress" aria-label={label} />
  ) : (
    <progress class="progress" aria-label={label} max={1} value={value} />
  );
