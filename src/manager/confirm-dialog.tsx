import { useEffect, useRef } from 'preact/hooks';
import { t } from '../ui/text';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will be lost. */
  readonly hint: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something cannot be undone. Escape, and the button that has the focus, mean no. */
export const ConfirmDialog = ({ title, hint, confirm, onConfirm, onClose }: ConfirmDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="confirm-title" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      <p>{hint}</p>
      <div class="confirm-actions">
        <button type="button" class="plain-button" onClick={() => dialog.current?.close()}>
          {t('keepThem')}
        </button>
        <button
          type="button"
          class="plain-button alarming"
          data-action="confirm"
          onClick={() => {
            dialog.current?.close();
            onConfirm();
          }}
        >
          {confirm}
        </button>
      </div>
    </dialog>
  );
};
