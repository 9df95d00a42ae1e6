import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { Preset } from '../../../src/formats/choice';
import { SaveModel } from '../../../src/popup/save-model';
import { saveNote } from '../../../src/popup/save-note';
import { speak } from '../ui/speak';
import { paired, silent, soundOnly, videoView } from './video-view';

beforeEach(() => speak('en'));

function open(preferred: Preset = 'auto') {
  const saveVideo = vi.fn(async (_request: object) => ({ jobId: 'job', alreadyRunning: false }));
  const model = new SaveModel(
    { background: { saveVideo }, tabId: async () => 7 },
    videoView,
    preferred,
  );
  return { model, saveVideo };
}
const asked = { tabId: 7, videoId: videoView.id };

describe('the preset of the button', () => {
  it('is the preferred one', () => {
    expect(open('audio').model.chosen.value?.choice).toBe(soundOnly);
  });

  it('is the first that the video has, where the preferred one has nothing', () => {
    expect(open('best').model.preset.value).toBe('auto');
  });

  it('changes by a press, but not to one that has nothing', () => {
    const { model } = open();
    model.choosePreset('audio');
    expect(model.preset.value).toBe('audio');
    model.choosePreset('720');
    expect(model.preset.value).toBe('audio');
  });

  it('says in words what it fell back to', () => {
    const { model } = open();
    expect(saveNote(model)).toBe('');
    model.choosePreset('2160');
    expect(saveNote(model)).toBe('No 2160p here: 1080p');
  });
});

describe('saving', () => {
  it('asks for the preset, and says that it has begun', async () => {
    const { model, saveVideo } = open();
    await model.save();
    expect(saveVideo).toHaveBeenCalledWith({ ...asked, wish: { kind: 'preset', preset: 'auto' } });
    expect(saveNote(model)).toBe('Saving has begun');
  });

  it('asks for the track that is heard, where there are several', async () => {
    const { model, saveVideo } = open();
    const tracks = [{ id: 'en.4' }, { id: 'ko.3' }];
    const korean = { ...soundOnly, id: 'korean' };
    const presets = { audio: { preset: 'audio', choice: korean, fallbacks: [] } } as const;
    model.choosePreset('audio');
    model.show({ ...videoView, tracks, track: 'ko.3', presets });
    expect(model.chosen.value?.choice).toBe(korean);
    await model.save();
    const wish = { kind: 'preset', preset: 'audio', track: 'ko.3' };
    expect(saveVideo).toHaveBeenCalledWith({ ...asked, wish });
  });

  it('says when it was running already', async () => {
    const { model, saveVideo } = open();
    saveVideo.mockResolvedValueOnce({ jobId: 'job', alreadyRunning: true });
    await model.save();
    expect(saveNote(model)).toBe('This is being saved already');
  });

  it('says that a job which runs keeps its name', async () => {
    const { model, saveVideo } = open();
    saveVideo.mockResolvedValue({ jobId: 'job', alreadyRunning: true });
    model.rename('Harbour');
    await model.save();
    expect(saveNote(model)).toBe('Being saved already; its name stays');
    model.rename('');
    await model.save();
    expect(saveNote(model)).toBe('This is being saved already');
    await model.saveAs();
    expect(saveNote(model)).toBe('Being saved already; its name stays');
  });

  it('asks where, when told to', async () => {
    const { model, saveVideo } = open();
    await model.saveAs();
    expect(saveVideo).toHaveBeenCalledWith({
      ...asked,
      wish: { kind: 'preset', preset: 'auto' },
      saveAs: true,
    });
  });

  it('saves a row of the list, and its picture alone', async () => {
    const { model, saveVideo } = open();
    expect(model.silent.value).toBe(silent);
    await model.saveChoice(silent.id);
    await model.saveChoice(paired.id);
    expect(saveVideo.mock.calls).toEqual([
      [{ ...asked, wish: { kind: 'choice', choiceId: 'v' } }],
      [{ ...asked, wish: { kind: 'choice', choiceId: 'v+a' } }],
    ]);
  });

  it('asks once, however often the button is pressed', async () => {
    const { model, saveVideo } = open();
    await Promise.all([model.save(), model.save(), model.saveBest()]);
    expect(saveVideo).toHaveBeenCalledOnce();
  });

  it('keeps why it failed, and does the same again', async () => {
    const { model, saveVideo } = open();
    saveVideo.mockRejectedValueOnce(new ReelkeepError('http-429', 'slow down'));
    await model.saveAs();
    expect(model.outcome.value).toMatchObject({ kind: 'failed', error: { code: 'http-429' } });
    await model.again();
    expect(saveVideo.mock.calls[1]).toEqual(saveVideo.mock.calls[0]);
    expect(model.outcome.value.kind).toBe('begun');
  });
});

describe('the file’s name', () => {
  it('is sent when it was changed', async () => {
    const { model, saveVideo } = open();
    model.rename('  Harbour ');
    await model.save();
    expect(saveVideo).toHaveBeenCalledWith({
      ...asked,
      wish: { kind: 'preset', preset: 'auto' },
      fileName: 'Harbour',
    });
  });

  it('is shown as it will be on disk, with the extension of what is chosen', () => {
    const { model } = open();
    model.rename('Tide: high/low?');
    expect(model.savedName.value).toBe('Tide - high/low.mp4');
    model.choosePreset('audio');
    expect(model.savedName.value).toBe('Tide - high/low.m4a');
  });

  it('is the suggestion again where nothing is left of it', async () => {
    const { model, saveVideo } = open();
    model.rename('   ');
    expect(model.savedName.value).toBe('How the harbour wakes.mp4');
    await model.save();
    expect(saveVideo.mock.calls[0]?.[0]).not.toHaveProperty('fileName');
  });
});
