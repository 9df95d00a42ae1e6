import { describe, expect, it } from 'vitest';
import { choiceLabel } from '../../../src/formats/choice-label';
import { buildChoices } from '../../../src/formats/choices';
import { clipFormats } from '../../../src/formats/clip-formats';
import type { Format } from '../../../src/formats/format';
import { type DescribedFile, makeFile } from '../../../src/formats/make-file';
import { choosePresets } from '../../../src/formats/presets';
import { partFormats } from '../../../src/jobs/make-job-request';

function file(change: Partial<DescribedFile> & Pick<DescribedFile, 'extension'>): Format {
  const id = `a.${change.extension}`;
  const made = makeFile({ id, url: `https://i.example.org/${id}`, ...change });
  if (!made) throw new Error('no format');
  return made;
}

describe('a file as a site serves it', () => {
  it('is a video or an image, by its extension', () => {
    expect(file({ extension: '.MP4', width: 1280, height: 720 })).toMatchObject({
      itag: 0,
      mime: { essence: 'video/mp4', container: 'mp4' },
      video: { codec: 'h264', resolution: 720 },
      audio: { codec: 'aac' },
      isFile: true,
    });
    expect(file({ extension: 'webm', hasSound: false })).not.toHaveProperty('audio');
    expect(file({ extension: 'jpeg', width: 10, height: 20, bytes: 5 })).toMatchObject({
      mime: { essence: 'image/jpeg', kind: 'image', container: 'jpg' },
      image: { width: 10, height: 20 },
      contentLength: 5,
    });
    expect(makeFile({ id: 'a', url: '', extension: 'exe' })).toBeUndefined();
    expect(makeFile({ id: 'a', url: '', extension: 'constructor' })).toBeUndefined();
  });

  it.each([
    ['mp3', 'audio/mpeg'],
    ['m4a', 'audio/mp4'],
    ['ogg', 'audio/ogg'],
    ['opus', 'audio/ogg'],
  ])('may be a sound: %s, saved as it is', (extension, mime) => {
    const { choices } = buildChoices([file({ extension, hasSound: false })]);
    expect(choices).toMatchObject([{ kind: 'audio-only', output: { extension, mime } }]);
    expect(choices.flatMap((choice) => partFormats(choice)).map(({ role }) => role)).toEqual([
      'whole',
    ]);
    expect(choosePresets(choices).audio?.choice).toBe(choices[0]);
  });

  it('may be Matroska', () => {
    expect(buildChoices([file({ extension: 'mkv' })]).choices).toMatchObject([
      { kind: 'progressive', output: { extension: 'mkv', mime: 'video/x-matroska' } },
    ]);
  });

  it('has no sizes that no file has', () => {
    const odd = file({
      extension: 'png',
      width: -1,
      height: 1.5,
      bytes: 2 ** 50,
      durationSeconds: Number.NaN,
    });
    expect(odd.image).toEqual({});
    expect(odd).not.toHaveProperty('contentLength');
    expect(odd).not.toHaveProperty('durationSeconds');
  });

  it('is saved as it is, the best first by its extractor’s word', () => {
    const formats = [
      file({ extension: 'gif', quality: 0.25 }),
      file({ extension: 'webm', quality: 0.5, width: 1920, height: 1080 }),
      file({ extension: 'mp4', quality: 1, width: 640, height: 360 }),
    ];
    const { choices } = buildChoices(formats);
    expect(choices.map(({ kind, id }) => [kind, id])).toEqual([
      ['progressive', 'a.mp4'],
      ['progressive', 'a.webm'],
      ['image', 'a.gif'],
    ]);
    const presets = choosePresets(choices);
    expect(presets.best?.choice.id).toBe('a.mp4');
    expect(presets.auto).toMatchObject({ choice: { id: 'a.mp4' }, fallbacks: [] });
  });

  it('that is an image is what every preset of pictures saves', () => {
    const image = file({ extension: 'png', width: 1920, height: 1080 });
    const { choices } = buildChoices([image]);
    const presets = choosePresets(choices);
    expect(presets.best?.choice).toMatchObject({ kind: 'image', output: { mime: 'image/png' } });
    expect(presets.auto?.fallbacks).toEqual([]);
    expect(presets.audio).toBeUndefined();
    expect(choices.map(choiceLabel)).toEqual(['1920 × 1080 · PNG']);
  });

  it('of unknown tracks claims none', () => {
    const { choices } = buildChoices([file({ extension: 'webm', width: 640, height: 480 })]);
    expect(choices.map(choiceLabel)).toEqual(['480p']);
    expect(choosePresets(choices).auto?.fallbacks).toEqual([]);
  });
});

it('a format in clips is as many files, each with what is said of it alone', () => {
  const whole = file({ extension: 'mp4', bytes: 999, durationSeconds: 11 });
  expect(clipFormats(whole)).toEqual([whole]);
  const clips = [
    { url: 'https://a/1', bytes: 5, durationSeconds: 6, md5: 'ab' },
    { url: 'https://a/2' },
  ];
  const parts = clipFormats({ ...whole, source: { kind: 'clips', clips } });
  expect(parts).toMatchObject([
    {
      id: 'a.mp4.1',
      source: { kind: 'url', url: 'https://a/1' },
      contentLength: 5,
      durationSeconds: 6,
      md5: 'ab',
    },
    { id: 'a.mp4.2', source: { kind: 'url', url: 'https://a/2' } },
  ]);
  expect(parts[1]).not.toHaveProperty('contentLength');
});
