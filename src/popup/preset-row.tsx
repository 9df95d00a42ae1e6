import { type Preset, presets } from '../formats/choice';
import type { VideoView } from '../protocol/background';
import { choiceSummary } from '../ui/choice-words';
import { presetName } from '../ui/preset-name';
import { t } from '../ui/text';
import type { SaveModel } from './save-model';

interface PresetRowProps {
  readonly video: VideoView;
  readonly model: SaveModel;
}

/** Sets what the main button saves; the button says at once what that is. */
export const PresetRow = ({ video, model }: PresetRowProps) => {
  const tip = (preset: Preset): string => {
    const offered = video.presets[preset];
    return offered ? choiceSummary(offered.choice) : t('presetNothing', presetName(preset));
  };
  return (
    <fieldset class="presets" aria-label={t('qualityPresets')}>
      {presets.map((preset) => (
        <button
          type="button"
          key={preset}
          aria-pressed={model.preset.value === preset}
          disabled={!video.presets[preset]}
          title={tip(preset)}
          onClick={() => model.choosePreset(preset)}
        >
          {presetName(preset)}
        </button>
      ))}
    </fieldset>
  );
};
