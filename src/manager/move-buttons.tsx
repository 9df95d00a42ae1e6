import type { JobId } from '../jobs/job';
import { IconButton } from '../ui/icon-button';
import { t } from '../ui/text';
import type { LineModel } from './line-model';

interface MoveButtonsProps {
  readonly id: JobId;
  readonly model: LineModel;
}

export const MoveButtons = ({ id, model }: MoveButtonsProps) => (
  <fieldset class="moves">
    <legend>{t('orderInLine')}</legend>
    <IconButton
      icon="up"
      label={t('moveUp')}
      action="move-up"
      onPress={() => void model.step(id, -1)}
    />
    <IconButton
      icon="down"
      label={t('moveDown')}
      action="move-down"
      onPress={() => void model.step(id, 1)}
    />
  </fieldset>
);
