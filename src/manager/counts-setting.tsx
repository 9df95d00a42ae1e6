import { formatCount } from '../ui/format-count';

interface CountsSettingProps {
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  readonly counts: readonly number[];
  readonly value: number;
  readonly onChoose: (value: number) => void;
}

/** One of a few numbers, side by side. */
export const CountsSetting = ({
  name,
  title,
  hint,
  counts,
  value,
  onChoose,
}: CountsSettingProps) => (
  <fieldset class="setting">
    <legend>{title}</legend>
    <p class="hint">{hint}</p>
    <div class="counts">
      {counts.map((count) => (
        <label key={count}>
          <input
            type="radio"
            name={name}
            checked={value === count}
            onChange={() => onChoose(count)}
          />
          <span>{formatCount(count)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
