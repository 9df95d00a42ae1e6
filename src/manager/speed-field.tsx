import { t } from '../ui/text';
import { NumberField } from './number-field';

interface SpeedFieldProps {
  readonly name: string;
  readonly label: string;
  readonly isLabelUnseen?: boolean;
  readonly describedBy?: string;
  /** Bytes per second; 0: no limit. */
  readonly value: number;
  readonly onChange: (bytesPerSecond: number) => void;
}

const megabyte = 1_000_000;

/** A limit in megabytes per second; empty, or 0, where there is none. */
export const SpeedField = ({ value, onChange, ...field }: SpeedFieldProps) => (
  <NumberField
    {...field}
    unit={t('unitMegabytesPerSecond')}
    value={value === 0 ? undefined : value / megabyte}
    min={0}
    max={10_000}
    step="any"
    emptyMeans={t('noLimit')}
    onChange={(wished = 0) => onChange(wholeBytes(wished))}
  />
);

/** What is above nothing stays above nothing: 0 would mean no limit. */
const wholeBytes = (megabytes: number): number =>
  megabytes === 0 ? 0 : Math.max(1, Math.round(megabytes * megabyte));
