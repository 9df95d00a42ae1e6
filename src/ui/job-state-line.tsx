import type { ErrorData } from '../errors';
import { isActive, type JobState } from '../jobs/job';
import { errorSentence } from './error-sentence';
import type { JobCommands } from './job-commands';
import { type JobRemedy, jobRemedies } from './job-offers';
import type { JobEntry } from './job-store';
import { JobTags } from './job-tags';
import { jobWords } from './job-words';
import { type MessageKey, t } from './text';

interface JobStateLineProps {
  readonly entry: JobEntry;
  readonly name: string;
  readonly commands: JobCommands;
}

const remedies = {
  'try-now': { words: 'tryNow', label: 'tryJobNow', command: 'resume' },
  'open-page': { words: 'openPage', label: 'openJobPage', command: 'openPage' },
  retry: { words: 'tryAgain', label: 'retryJob', command: 'retry' },
  restart: { words: 'startAgain', label: 'restartJob', command: 'restart' },
} as const satisfies Record<
  JobRemedy,
  { words: MessageKey; label: MessageKey; command: keyof JobCommands }
>;

/** How a job stands, in a sentence, and what can be done about it where something is wrong. */
export const JobStateLine = ({ entry, name, commands }: JobStateLineProps) => {
  const { current, statusText, options } = entry.view.value;
  const failure = entry.failure.value;
  const code = (failure ?? causeOf(current))?.code;
  const isProblem = failure !== undefined || current.state === 'failed';
  const words = failure ? errorSentence(failure, t) : jobWords(current, entry.place.value);
  return (
    <div class="job-line">
      {isActive({ current }) && <JobTags options={options} />}
      <p class="job-state" title={current.state === 'fetching' ? statusText : undefined}>
        <span class={isProblem ? 'problem' : undefined} title={code && t('errorCode', code)}>
          {words}
        </span>
      </p>
      {jobRemedies(current).map((remedy) => (
        <button
          key={remedy}
          type="button"
          class="remedy"
          data-action={remedy}
          aria-label={t(remedies[remedy].label, name)}
          aria-disabled={entry.busy.value}
          onClick={() => {
            if (!entry.busy.peek()) commands[remedies[remedy].command](entry.id);
          }}
        >
          {t(remedies[remedy].words)}
        </button>
      ))}
    </div>
  );
};

const causeOf = (current: JobState): ErrorData | undefined =>
  current.state === 'failed' || current.state === 'waiting' ? current.error : undefined;
