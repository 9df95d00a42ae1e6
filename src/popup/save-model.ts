import { computed, createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import { type Preset, type PresetChoice, presets } from '../formats/choice';
import type { SaveWish } from '../jobs/save-wish';
import { withExtension } from '../names/file-name';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests, VideoView } from '../protocol/background';

type Order = { readonly wish: SaveWish; readonly saveAs?: boolean };

/** How the last press on anything that saves went. */
export type SaveOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting'; readonly order: Order }
  | { readonly kind: 'begun'; readonly running: 'new' | 'already' | 'already-otherwise' }
  | { readonly kind: 'failed'; readonly order: Order; readonly error: ErrorData };

export interface SaveClients {
  readonly background: Pick<Sender<BackgroundRequests>, 'saveVideo'>;
  readonly tabId: () => Promise<number>;
}

/** What a person decides about one video: the preset of the button, the file's name, and the save itself. */
export const SaveModel = createModel(
  ({ background, tabId }: SaveClients, opened: VideoView, preferred: Preset) => {
    /** As it is heard now. */
    const video = signal(opened);
    const preset = signal(firstOffered(opened, preferred));
    const typedName = signal(opened.fileName);
    /** Of what is being sent. */
    const fromNow = signal(false);
    const outcome = signal<SaveOutcome>({ kind: 'none' });

    const chosen = computed<PresetChoice | undefined>(() =>
      preset.value === undefined ? undefined : video.value.presets[preset.value],
    );
    const silent = computed(() => {
      const id = chosen.value?.choice.id;
      return id === undefined ? undefined : video.value.withoutSound[id];
    });
    /** What to call the file, as it was typed: an emptied field means the suggestion. */
    const fileName = computed(() => typedName.value.trim() || opened.fileName);
    /** What the file will be called, extension included, once made safe; nothing without a choice. */
    const savedName = computed(() => {
      const extension = chosen.value?.choice.output.extension;
      return extension === undefined
        ? undefined
        : withExtension(fileName.value, extension, opened.id);
    });

    const heardAs = (wish: SaveWish): SaveWish => {
      const { tracks, track } = video.peek();
      return tracks.length > 1 ? { ...wish, track } : wish;
    };
    const wishNow = (wish: SaveWish): SaveWish =>
      fromNow.peek() ? { ...heardAs(wish), fromNow: true } : heardAs(wish);

    const save = async (order: Order): Promise<void> => {
      if (outcome.peek().kind === 'starting') return;
      outcome.value = { kind: 'starting', order };
      const name = fileName.peek();
      try {
        const { alreadyRunning } = await background.saveVideo({
          tabId: await tabId(),
          videoId: opened.id,
          ...order,
          wish: wishNow(order.wish),
          ...(name === opened.fileName ? {} : { fileName: name }),
        });
        // Which job it is follows from video and format: name and place are those of its first asking.
        const asBefore = name === opened.fileName && order.saveAs !== true;
        const running = asBefore ? 'already' : 'already-otherwise';
        outcome.value = { kind: 'begun', running: alreadyRunning ? running : 'new' };
      } catch (thrown) {
        outcome.value = { kind: 'failed', order, error: toErrorData(thrown) };
      }
    };
    const savePreset = async (saveAs: boolean): Promise<void> => {
      const wished = preset.peek();
      if (wished === undefined) return;
      await save({
        wish: { kind: 'preset', preset: wished },
        ...(saveAs ? { saveAs } : {}),
      });
    };

    return {
      preset,
      typedName,
      fromNow,
      outcome,
      chosen,
      silent,
      fileName,
      savedName,
      /** The same video, heard otherwise. */
      show: (shown: VideoView) => {
        video.value = shown;
      },
      choosePreset: (wished: Preset) => {
        if (!video.peek().presets[wished]) return;
        preset.value = wished;
        outcome.value = { kind: 'none' };
      },
      rename: (name: string) => {
        typedName.value = name;
      },
      save: () => savePreset(false),
      saveAs: () => savePreset(true),
      saveBest: () => save({ wish: { kind: 'preset', preset: 'best' } }),
      saveChoice: (choiceId: string) => save({ wish: { kind: 'choice', choiceId } }),
      /** The same again, after a failure. */
      again: async () => {
        const last = outcome.peek();
        if (last.kind === 'failed') await save(last.order);
      },
    };
  },
);

export type SaveModel = InstanceType<typeof SaveModel>;

/** The preferred preset, or the first that this video has anything for. */
function firstOffered(video: VideoView, preferred: Preset): Preset | undefined {
  return [preferred, ...presets].find((preset) => video.presets[preset]);
}
