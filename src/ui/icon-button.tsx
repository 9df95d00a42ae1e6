import { Icon, type IconName } from './icon';

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does to what: the name a screen reader says. */
  readonly label: string;
  /** Shorter, for the tooltip; the label where there is none. */
  readonly tip?: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

export const IconButton = ({ icon, label, tip, disabled = false, onPress }: IconButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={label}
    title={tip ?? label}
    disabled={disabled}
    onClick={onPress}
  >
    <Icon name={icon} />
  </button>
);
