import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';

interface ConnectionsSettingProps {
  readonly value: number;
  readonly onChoose: (value: number) => void;
}

/** Chromium opens no more than six HTTP/1.1 connections to one host. */
const counts = [1, 2, 3, 4, 5, 6];

export const ConnectionsSetting = ({ value, onChoose }: ConnectionsSettingProps) => (
  <fieldset class="setting">
    <legend>{t('settingConnections')}</legend>
    <p class="hint">{t('settingConnectionsHint')}</p>
    <div class="counts">
      {counts.map((count) => (
        <label key={count}>
          <input
            type="radio"
            name="connectionsPerHost"
            checked={value === count}
            onChange={() => onChoose(count)}
          />
          <span>{formatCount(count)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
