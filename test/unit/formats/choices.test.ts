import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../src/formats/choice';
import { choiceLabel } from '../../../src/formats/choice-label';
import { buildChoices } from '../../../src/formats/choices';
import { countLeftOut } from '../../../src/formats/left-out';
import { era2013, era2015, era2020, eraNow, format, sound } from './eras';

const plain = (id: string) => id.replaceAll(/(\d+)-[^+]*/g, '$1');
const ids = (choices: readonly Choice[]) => choices.map(({ id }) => plain(id));

describe('buildChoices', () => {
  it('lists 2013: every file as it is served, best first, 3D last', () => {
    const { choices, withoutSound } = buildChoices(era2013);
    expect(ids(choices)).toEqual(['22', '45', '35', '44', '18', '34', '43', '36', '5', '17', '82']);
    expect(choices.every(({ kind }) => kind === 'progressive')).toBe(true);
    expect(choices.map(({ output }) => output.extension)).toContain('3gp');
    expect(withoutSound).toEqual({});
  });

  it('lists 2015: pictures with the sound that fits, progressive files among them, sounds last', () => {
    const { choices } = buildChoices(era2015);
    expect(ids(choices)).toEqual([
      ...['248+171', '137+140', '247+171', '136+140', '22', '244+171', '135+140'],
      ...['243+171', '134+140', '18', '43', '242+171', '133+140', '36', '5'],
      ...['278+171', '160+140', '17', '171', '140', '250', '249'],
    ]);
  });

  it('lists 2020: AV1 with Opus as webm, H.264 with AAC as mp4', () => {
    const { choices } = buildChoices(era2020);
    expect(ids(choices)).toEqual([
      ...['399+251', '303+251', '299+140', '398+251', '302+251', '298+140'],
      ...['397+251', '244+251', '135+140', '134+140', '18', '160+140', '251', '140', '250', '249'],
    ]);
    expect(choices.map(({ output }) => output.extension)).toEqual([
      ...['webm', 'webm', 'mp4', 'webm', 'webm', 'mp4', 'webm', 'webm', 'mp4', 'mp4', 'mp4', 'mp4'],
      ...['opus', 'm4a', 'opus', 'opus'],
    ]);
  });

  it('offers each pair without sound', () => {
    const { choices, withoutSound } = buildChoices(era2020);
    const pairs = choices.filter(({ kind }) => kind === 'paired');
    expect(Object.keys(withoutSound)).toEqual(pairs.map(({ id }) => id));
    expect(withoutSound['299+140']).toMatchObject({
      kind: 'video-only',
      id: '299',
      output: { extension: 'mp4', mime: 'video/mp4' },
    });
    expect(withoutSound['399+251']?.output.extension).toBe('mp4');
  });

  it('sums the bytes where both are known', () => {
    const known = buildChoices([
      format(137, { contentLength: 1000 }),
      sound(140, 1, { contentLength: 10 }),
    ]);
    expect(known.choices[0]?.bytes).toBe(1010);
    expect(known.withoutSound['137+140']?.bytes).toBe(1000);
    const unknown = buildChoices([format(137), sound(140, 1, { contentLength: 10 })]);
    expect(unknown.choices[0]).not.toHaveProperty('bytes');
  });

  it('begins today with HDR, and shows a dub once, altered sound not at all', () => {
    const { choices } = buildChoices(eraNow);
    expect(ids(choices).slice(0, 3)).toEqual(['337+251', '401+251', '315+251']);
    const sounds = choices.filter((choice) => choice.kind === 'audio-only');
    expect(sounds.map(({ audio }) => [audio.itag, audio.audio?.track?.id ?? ''])).toEqual([
      [258, ''],
      [251, ''],
      [140, ''],
      [250, ''],
      [249, ''],
      [140, 'ko.10'],
    ]);
    expect(sounds.some(({ audio }) => audio.audio?.drc)).toBe(false);
  });

  it('folds 37 dubs in two codecs to a row each, behind every quality of the original', () => {
    const language = (at: number) => `x${String.fromCharCode(97 + (at % 26))}-${at}`;
    const dubs = Array.from({ length: 37 }, (_, at) =>
      [140, 251].map((itag) =>
        sound(itag, itag === 251 ? 136_000 : 129_000, {
          xtags: `acont=dubbed:lang=${language(at)}`,
          audioTrack: { id: `${language(at)}.3`, name: `Dub ${at}`, isDefault: false },
        }),
      ),
    ).flat();
    const original = [139, 140, 249, 251].map((itag) =>
      sound(itag, itag === 139 ? 48_000 : 129_000, { xtags: 'acont=original:lang=en' }),
    );
    const { choices } = buildChoices([...dubs, ...original, format(137)]);
    const rows = choices.filter((choice) => choice.kind === 'audio-only');
    expect(rows).toHaveLength(4 + 37);
    expect(rows.slice(0, 4).every(({ audio }) => audio.audio?.content === 'original')).toBe(true);
    expect(rows.slice(4).every(({ audio }) => audio.audio?.codec === 'aac')).toBe(true);
    expect(new Set(rows.slice(4).map(choiceLabel)).size).toBe(37);
    expect(choices[0]).toMatchObject({ audio: { audio: { content: 'original', codec: 'aac' } } });
  });

  it('lets pictures be heard in the track that is wished, and in the usual one where it is not there', () => {
    const dub = (itag: number) =>
      sound(itag, 129_000, {
        xtags: 'acont=dubbed:lang=de',
        audioTrack: { id: 'de.3', name: 'Deutsch', isDefault: false },
      });
    const formats = [format(137), format(248), sound(140, 129_000), dub(140), dub(251)];
    const heard = (track?: string) =>
      buildChoices(formats, track)
        .choices.filter((choice) => choice.kind === 'paired')
        .map((choice) => [choice.audio.itag, choice.audio.audio?.language]);
    expect(heard('de.3')).toEqual([
      [251, 'de'],
      [140, 'de'],
    ]);
    expect(heard('fr.3')).toEqual(heard());
    expect(heard()).toEqual([
      [140, undefined],
      [140, undefined],
    ]);
  });

  it('offers what the streaming protocol serves, where the page can ask for it', () => {
    const askable = { source: { kind: 'sabr', askable: true } } as const;
    const formats = [format(137, askable), format(140, askable), format(18)];
    expect(ids(buildChoices(formats).choices)).toEqual(['137+140', '18', '140']);
    expect(countLeftOut(formats)).toEqual({ streamingOnly: 0, drm: 0, unknownCodec: 0 });
  });

  it('keeps altered sound where there is no other', () => {
    const { choices } = buildChoices([format(137), sound(140, 129_000, { isDrc: true })]);
    expect(choices.map(({ kind }) => kind)).toEqual(['paired', 'audio-only']);
  });

  it('shows one of several that differ in the bitrate only', () => {
    const { choices } = buildChoices([
      format(244),
      format(245),
      format(246),
      format(212),
      format(135),
    ]);
    expect(ids(choices)).toEqual(['246', '135']);
  });

  it("shows Premium's bitrate beside the usual", () => {
    const premium = format(356, { qualityLabel: '1080p Premium' });
    expect(ids(buildChoices([format(248), premium]).choices)).toEqual(['356', '248']);
  });

  it('leaves out what cannot be saved, and counts it', () => {
    const sabr = { source: { kind: 'sabr' } } as const;
    const formats = [
      format(18),
      format(137, sabr),
      format(140, sabr),
      format(96),
      format(136, { drm: true }),
      format(135, { drm: true, ...sabr }),
      format(325, { mimeType: 'audio/mp4; codecs="dtse"' }),
    ];
    expect(ids(buildChoices(formats).choices)).toEqual(['18']);
    expect(countLeftOut(formats)).toEqual({ streamingOnly: 3, drm: 2, unknownCodec: 1 });
  });

  it('keeps a progressive file whose codecs nobody knows: it is saved as it is', () => {
    const { choices } = buildChoices([format(9000, { mimeType: 'video/mp4' })]);
    expect(choices[0]).toMatchObject({ kind: 'progressive', output: { extension: 'mp4' } });
  });

  it('lists no more than a person could look through, the best of them', () => {
    const many = Array.from({ length: 500 }, (_, at) => [
      format(9000, {
        mimeType: 'video/mp4; codecs="vp9"',
        qualityLabel: `${at + 1}p`,
        xtags: `${at}`,
      }),
      sound(140, 1, { audioTrack: { id: `${at}`, name: 'Dub', isDefault: false }, xtags: `${at}` }),
    ]).flat();
    const { choices, withoutSound } = buildChoices(many);
    expect(choices.filter(({ kind }) => kind === 'paired')).toHaveLength(200);
    expect(choices.filter(({ kind }) => kind === 'audio-only')).toHaveLength(200);
    expect(Object.keys(withoutSound)).toHaveLength(200);
    expect(choices[0]).toMatchObject({ video: { video: { resolution: 500 } } });
  });

  it('has pictures alone where the video has no sound, and sound alone where it has no picture', () => {
    expect(buildChoices([format(137)]).choices[0]?.kind).toBe('video-only');
    expect(buildChoices([sound(140, 1)]).choices[0]?.kind).toBe('audio-only');
    expect(buildChoices([]).choices).toEqual([]);
  });

  it.each([
    ['2013', era2013],
    ['2015', era2015],
    ['2020', era2020],
    ['now', eraNow],
  ])(
    'gives every choice of %s an id of its own, whatever the order of the formats',
    (_, formats) => {
      const { choices, withoutSound } = buildChoices(formats);
      const all = [...choices, ...Object.values(withoutSound)].map(({ id }) => id);
      expect(new Set(all).size).toBe(all.length);
      expect(buildChoices(formats.toReversed())).toEqual(buildChoices(formats));
    },
  );
});
