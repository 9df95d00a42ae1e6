import { Icon, type IconName } from './icon';

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does to what: the name a screen reader says. */
  readonly label: string;
  /** What was pressed is under way. The button keeps the focus, which `disabled` would throw away. */
  readonly busy?: boolean;
  readonly onPress: () => void;
}

export const IconButton = ({ icon, label, busy = false, onPress }: IconButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={label}
    title={label}
    aria-disabled={busy}
    onClick={() => {
      if (!busy) onPress();
    }}
  >
    <Icon name={icon} />
  </button>
);
