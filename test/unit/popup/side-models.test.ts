import { expect, it, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { CaptionsModel } from '../../../src/popup/captions-model';
import { PicturesModel } from '../../../src/popup/pictures-model';
import { videoView } from './video-view';

const [english, korean] = videoView.captions;
if (!english || !korean) throw new Error('Two tracks are needed');

function captions() {
  const saveCaptions = vi.fn(async (_request: object) => undefined);
  const clients = { background: { saveCaptions }, tabId: async () => 7 };
  return { saveCaptions, model: new CaptionsModel(clients, videoView, () => 'A name') };
}
const asked = { tabId: 7, videoId: videoView.id, fileName: 'A name' };

it('saves a track as it is, or translated, in the notation that is chosen', async () => {
  const { model, saveCaptions } = captions();
  await model.save(english);
  expect(saveCaptions).toHaveBeenCalledWith({ ...asked, captionId: '.en', format: 'srt' });
  model.chooseFormat('vtt');
  model.translate('de');
  await model.save(english);
  const translated = { ...asked, captionId: '.en', format: 'vtt', language: 'de' };
  expect(saveCaptions).toHaveBeenLastCalledWith(translated);
  expect(model.outcome.value).toEqual({ kind: 'saved', what: '.en' });
});

it('does not ask for a translation that the site does not make', async () => {
  const { model, saveCaptions } = captions();
  model.translate('de');
  await model.save(korean);
  expect(saveCaptions).not.toHaveBeenCalled();
});

it('tells what went wrong', async () => {
  const { model, saveCaptions } = captions();
  saveCaptions.mockRejectedValueOnce(new ReelkeepError('captions-empty', 'nothing'));
  await model.save(english);
  expect(model.outcome.value).toMatchObject({ kind: 'failed', error: { code: 'captions-empty' } });
});

it('saves one picture at a time', async () => {
  let finish: (saved: { files: number }) => void = () => undefined;
  const savePictures = vi.fn(
    () =>
      new Promise<{ files: number }>((resolve) => {
        finish = resolve;
      }),
  );
  const clients = { background: { savePictures }, tabId: async () => 7 };
  const model = new PicturesModel(clients, videoView, () => 'A name');
  const saving = model.save('thumbnail');
  await model.save('storyboard');
  await vi.waitFor(() => expect(savePictures).toHaveBeenCalledTimes(1));
  finish({ files: 1 });
  await saving;
  expect(savePictures).toHaveBeenCalledWith({ ...asked, what: 'thumbnail' });
  expect(model.outcome.value).toEqual({ kind: 'saved', what: 'thumbnail' });
});
