import type { ComponentChildren } from 'preact';
import type { IconName } from './icon';
import { IconButton } from './icon-button';
import type { JobCommands } from './job-commands';
import { canBePaused, type JobAction, jobActions } from './job-offers';
import type { JobEntry } from './job-store';
import { type MessageKey, t } from './text';

interface JobActionsProps {
  readonly entry: JobEntry;
  /** Title and format: which of several jobs. */
  readonly name: string;
  readonly commands: JobCommands;
  /** Stands between what can be undone and what cannot. */
  readonly children?: ComponentChildren;
}

const looks = {
  pause: { icon: 'pause', label: 'pauseJob', key: 'hold' },
  resume: { icon: 'resume', label: 'resumeJob', key: 'hold' },
  finish: { icon: 'done', label: 'finishJob', key: 'finish' },
  show: { icon: 'folder', label: 'showJob', key: 'show' },
  cancel: { icon: 'close', label: 'cancelJob', key: 'cancel' },
  remove: { icon: 'close', label: 'removeJob', key: 'remove' },
} as const satisfies Record<JobAction, { icon: IconName; label: MessageKey; key: string }>;

/** What can be done about a job as it stands. Pause and resume are one button: the keyboard stays on it. */
export const JobActions = ({ entry, name, commands, children }: JobActionsProps) => {
  const { current, isLive } = entry.view.value;
  const actions = jobActions(current, isLive);
  const button = (action: JobAction) => (
    <IconButton
      key={looks[action].key}
      icon={looks[action].icon}
      label={t(looks[action].label, name)}
      action={action}
      busy={entry.busy.value}
      unavailable={action === 'pause' && !canBePaused(current)}
      onPress={() => commands[action](entry.id)}
    />
  );
  return (
    <div class="job-actions">
      {actions.slice(0, -1).map(button)}
      {children}
      {actions.slice(-1).map(button)}
    </div>
  );
};
