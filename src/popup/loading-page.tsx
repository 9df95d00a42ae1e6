import { presets } from '../formats/choice';
import { presetName } from '../ui/preset-name';
import { t } from '../ui/text';

/** As many as fill the popup. */
const rows = [...'abcdefghijk'];

/** The places of everything that will be there, so that nothing moves when it comes. */
export const LoadingPage = () => (
  <main class="page loading" aria-busy="true">
    <header class="video-header">
      <div class="thumbnail" />
      <div class="video-words">
        <p class="placeholder" />
        <p class="placeholder short" />
      </div>
    </header>
    <div class="save">
      {/* Not `disabled`: it takes the focus of the button that asked for this, and hands it on. */}
      <button type="button" class="save-main" aria-disabled="true">
        <span class="save-what">{t('readingPage')}</span>
      </button>
    </div>
    <fieldset class="presets" disabled>
      {presets.map((preset) => (
        <button type="button" key={preset}>
          {presetName(preset)}
        </button>
      ))}
    </fieldset>
    <div class="file-name">
      <input aria-label={t('fileName')} disabled />
      <p>&nbsp;</p>
    </div>
    <section class="formats">
      <h2>{t('allFormats')}</h2>
      <ul aria-hidden="true">
        {rows.map((row) => (
          <li class="placeholder-row" key={row}>
            <span class="placeholder" />
          </li>
        ))}
      </ul>
    </section>
  </main>
);
