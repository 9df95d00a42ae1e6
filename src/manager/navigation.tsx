import type { ReadonlySignal } from '@preact/signals';
import { formatCount } from '../ui/format-count';
import { Icon, type IconName } from '../ui/icon';
import { type MessageKey, t } from '../ui/text';
import { type Route, routes } from './route';

interface NavigationProps {
  readonly route: ReadonlySignal<Route>;
  /** How many jobs run or wait. */
  readonly active: ReadonlySignal<number>;
}

const looks = {
  jobs: { icon: 'download', name: 'downloadsHere' },
  settings: { icon: 'settings', name: 'openSettings' },
} as const satisfies Record<Route, { icon: IconName; name: MessageKey }>;

export const Navigation = ({ route, active }: NavigationProps) => (
  <header class="bar">
    <p class="brand">
      <img src="/icons/icon-32.png" alt="" width="24" height="24" />
      {t('extensionName')}
    </p>
    <nav aria-label={t('extensionName')}>
      {routes.map((name) => (
        <a
          key={name}
          href={`#${name}`}
          {...(route.value === name ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon name={looks[name].icon} />
          {t(looks[name].name)}
          {name === 'jobs' && active.value > 0 && (
            <span class="count">{formatCount(active.value)}</span>
          )}
        </a>
      ))}
    </nav>
  </header>
);
