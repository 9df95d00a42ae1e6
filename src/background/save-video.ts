import { ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import { mediaHosts } from '../extract/youtube/allowed-address';
import { readVideo } from '../extract/youtube/read-video';
import { resolveFormats } from '../extract/youtube/resolve-formats';
import type { Choice } from '../formats/choice';
import { choiceLabel } from '../formats/choice-label';
import { buildChoices } from '../formats/choices';
import type { Format } from '../formats/format';
import { choosePreset } from '../formats/presets';
import type { JobRequest, PartRequest } from '../jobs/job';
import { fileNameFor } from '../names/file-name';
import type { BackgroundRequests, SaveWish } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { wakenEngine } from './engine';
import { playerSolver } from './player-solver';
import { readPage } from './read-page';
import { loadSettings } from './settings-store';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];

/** Reads the page anew, resolves what was chosen and hands it to the engine. */
export async function saveVideo(request: SaveRequest): ReturnType<typeof startJob> {
  const [page, settings] = await Promise.all([readPage(request.tabId), loadSettings()]);
  const video = readVideo(page);
  if (video.id !== request.videoId) {
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  }
  return startJob(video, request, settings);
}

/** The shortcut and the menu: the preset that the settings name, of whatever the tab shows. */
export async function saveAtOnce(tabId: number): ReturnType<typeof startJob> {
  const [page, settings] = await Promise.all([readPage(tabId), loadSettings()]);
  const wish: SaveWish = { kind: 'preset', preset: settings.defaultPreset };
  const video = readVideo(page);
  return startJob(video, { tabId, videoId: video.id, wish }, settings);
}

async function startJob(video: Video, request: SaveRequest, settings: Settings) {
  const choice = wishedChoice(video.formats, request.wish);
  const engine = wakenEngine();
  const parts = await resolveParts(video, choice);
  const job = jobRequest(video, choice, parts, request, settings);
  const { id, alreadyRunning } = await (await engine).start(job);
  return { jobId: id, alreadyRunning };
}

function wishedChoice(formats: readonly Format[], wish: SaveWish): Choice {
  const { choices, withoutSound } = buildChoices(formats);
  const choice =
    wish.kind === 'preset'
      ? choosePreset(choices, wish.preset)?.choice
      : [...choices, ...Object.values(withoutSound)].find(({ id }) => id === wish.choiceId);
  if (!choice)
    throw new ReelkeepError('no-formats', 'The page does not offer this format any more.');
  return choice;
}

async function resolveParts(video: Video, choice: Choice): Promise<PartRequest[]> {
  const wanted = partFormats(choice);
  const signal = AbortSignal.timeout(60_000);
  const urls = await resolveFormats(
    wanted.map(({ format }) => format),
    (challenges) => solve(video.playerUrl, challenges, signal),
    signal,
  );
  return wanted.map(({ role, format }) => {
    const url = urls.get(format.id);
    if (!url) throw new ReelkeepError('no-formats', 'The format has no address.');
    const { contentLength } = format;
    return {
      role,
      formatId: format.id,
      itag: format.itag,
      url,
      ...(contentLength === undefined ? {} : { contentLength }),
    };
  });
}

function solve(
  playerUrl: string | undefined,
  challenges: Parameters<typeof playerSolver.solve>[1],
  signal: AbortSignal,
) {
  if (playerUrl === undefined) {
    throw new ReelkeepError('unknown-cipher', 'The page does not name its player script.');
  }
  return playerSolver.solve(playerUrl, challenges, signal);
}

function partFormats(choice: Choice): { role: PartRequest['role']; format: Format }[] {
  switch (choice.kind) {
    case 'progressive':
      return [{ role: 'whole', format: choice.format }];
    case 'paired':
      return [
        { role: 'video', format: choice.video },
        { role: 'audio', format: choice.audio },
      ];
    case 'video-only':
      return [{ role: 'video', format: choice.video }];
    case 'audio-only':
      return [{ role: 'audio', format: choice.audio }];
  }
}

function jobRequest(
  video: Video,
  choice: Choice,
  parts: PartRequest[],
  { tabId, fileName, saveAs }: SaveRequest,
  settings: Settings,
): JobRequest {
  const { title, thumbnailUrl, durationSeconds } = video;
  return {
    id: `${video.site}:${video.id}:${choice.id}`,
    title,
    videoUrl: video.url,
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    label: choiceLabel(choice),
    parts,
    allowedHosts: mediaHosts,
    output: choice.output,
    file: {
      name: fileNameFor(
        fileName === undefined ? video : { title: fileName, id: video.id },
        choice.output.extension,
      ),
      conflictAction: settings.conflictAction,
      saveAs: saveAs ?? settings.saveAs,
    },
    connectionsPerHost: settings.connectionsPerHost,
    tabId,
  };
}
