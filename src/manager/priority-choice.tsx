import { type Priority, priorities } from '../jobs/job';
import { type MessageKey, t } from '../ui/text';

interface PriorityChoiceProps {
  /** Apart from the same choice of other jobs. */
  readonly name: string;
  readonly value: Priority;
  readonly onChoose: (priority: Priority) => void;
}

const names = {
  high: 'priorityHigh',
  normal: 'priorityNormal',
  low: 'priorityLow',
} as const satisfies Record<Priority, MessageKey>;

export const PriorityChoice = ({ name, value, onChoose }: PriorityChoiceProps) => (
  <fieldset class="priority">
    <legend>{t('priority')}</legend>
    <div class="counts">
      {priorities.map((priority) => (
        <label key={priority}>
          <input
            type="radio"
            name={name}
            value={priority}
            checked={value === priority}
            onChange={() => onChoose(priority)}
          />
          <span>{t(names[priority])}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
