import type { ErrorData } from '../errors';
import { type ErrorAction, errorAction } from '../ui/error-action';
import { errorSentence } from '../ui/error-sentence';
import { Icon } from '../ui/icon';
import { type MessageKey, t } from '../ui/text';
import type { Leave } from './popup';

interface ErrorPanelProps {
  readonly error: ErrorData;
  readonly again: () => Promise<void>;
  /** Asks the person for the site. */
  readonly allowAccess: (error: ErrorData) => Promise<void>;
  readonly leave: Leave;
}

const actionNames = {
  'try-again': 'tryAgain',
  'allow-access': 'allowAccess',
  'open-downloads': 'openDownloads',
  'open-settings': 'openSettings',
  close: 'closePopup',
} as const satisfies Record<ErrorAction, MessageKey>;

/** Takes the place of the button: what happened, and the one thing to do about it. */
export const ErrorPanel = ({ error, again, allowAccess, leave }: ErrorPanelProps) => {
  const action = errorAction(error.code);
  const act = async (): Promise<void> => {
    if (action === 'try-again') await again();
    else if (action === 'allow-access') await allowAccess(error);
    else if (action === 'open-downloads') await leave.openManager('#jobs');
    else if (action === 'open-settings') await leave.openManager('#settings');
    else leave.close();
  };
  return (
    <section class="error-panel" role="alert">
      <Icon name="warning" />
      <p>{errorSentence(error, t)}</p>
      <div>
        <button type="button" onClick={() => void act()}>
          {t(actionNames[action])}
        </button>
        <small>{t('errorCode', error.code)}</small>
      </div>
    </section>
  );
};
