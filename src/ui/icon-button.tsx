import { Icon, type IconName } from './icon';

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does to what: the name a screen reader says. */
  readonly label: string;
  /** What it does, in one word that is the same in every language. */
  readonly action?: string;
  /** What was pressed is under way. The button keeps the focus, which `disabled` would throw away. */
  readonly busy?: boolean;
  /** It cannot be done now. It keeps its place and the focus all the same. */
  readonly unavailable?: boolean;
  /** Whether what it opens is open; absent where it opens nothing. */
  readonly expanded?: boolean | undefined;
  readonly onPress: () => void;
}

export const IconButton = (props: IconButtonProps) => {
  const { icon, label, action, busy = false, unavailable = false, expanded, onPress } = props;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-busy={busy}
      aria-disabled={busy || unavailable}
      aria-expanded={expanded}
      data-action={action}
      onClick={() => {
        if (!busy && !unavailable) onPress();
      }}
    >
      <Icon name={icon} />
    </button>
  );
};
