interface BulkButtonProps {
  /** In one word that is the same in every language. */
  readonly action: string;
  readonly name: string;
  readonly unavailable?: boolean;
  readonly onPress: () => void;
}

/** It stays in its place, with the keyboard on it, while it has nothing to do. */
export const BulkButton = ({ action, name, unavailable = false, onPress }: BulkButtonProps) => (
  <button
    type="button"
    class="plain-button"
    data-action={action}
    aria-disabled={unavailable}
    onClick={() => {
      if (!unavailable) onPress();
    }}
  >
    {name}
  </button>
);
