import { IconButton } from '../ui/icon-button';
import { t } from '../ui/text';
import type { Leave } from './popup';

interface PopupFooterProps {
  readonly queue: string;
  readonly openManager: Leave['openManager'];
}

export const PopupFooter = ({ queue, openManager }: PopupFooterProps) => (
  <footer class="popup-footer">
    <span>{queue}</span>
    <IconButton
      icon="download"
      label={t('openDownloads')}
      onPress={() => void openManager('#jobs')}
    />
    <IconButton
      icon="settings"
      label={t('openSettings')}
      onPress={() => void openManager('#settings')}
    />
  </footer>
);
