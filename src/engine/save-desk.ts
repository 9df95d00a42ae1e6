import { toErrorData } from '../errors';
import type { JobId } from '../jobs/job';
import type { EngineEvents, SaveStatus } from '../protocol/background';
import type { SaveOutcome } from '../protocol/engine';
import type { FilePath } from './job-files';
import type { WorkerLink } from './worker-link';
import type { HandOver, SaveStatusAsk } from './worker-protocol';

/** What the desk needs of the background. */
export interface SaveEvents {
  saveFile(...request: Parameters<EngineEvents['saveFile']>): Promise<{ downloadId: number }>;
  dropSave(...request: Parameters<EngineEvents['dropSave']>): Promise<void>;
  saveStatus(...request: Parameters<EngineEvents['saveStatus']>): Promise<SaveStatus>;
}

export interface SavePorts {
  readonly events: SaveEvents;
  readonly openFile: (path: FilePath) => Promise<Blob>;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
}

interface Save {
  readonly url: string;
  downloadId?: number;
  dropped: boolean;
}

/** News of downloads whose number we were not told yet; more would not be ours. */
const mostEarlyNews = 20;

/**
 * Hands finished files to the browser's downloader under `blob:` URLs. The blob is only a name for the
 * file in OPFS: its bytes never come here. A URL lives until its save has ended.
 */
export class SaveDesk {
  readonly #saves = new Map<JobId, Save>();
  readonly #early = new Map<number, { readonly url: string; readonly outcome: SaveOutcome }>();
  readonly #dropped = new Set<number>();

  constructor(
    private readonly ports: SavePorts,
    private readonly worker: Pick<WorkerLink, 'ask'>,
  ) {}

  async handOver(handOver: HandOver): Promise<void> {
    const { id } = handOver;
    const running = this.#saves.get(id);
    // A worker that was started anew asks again for what the browser is still busy with.
    if (running) {
      if (running.downloadId !== undefined) await this.#tellStarted(id, running.downloadId);
      return;
    }
    const save = await this.#begin(handOver);
    if (!save) return;
    try {
      const { file, origin } = handOver;
      const { url } = save;
      const { downloadId } = await this.ports.events.saveFile({ jobId: id, url, file, origin });
      save.downloadId = downloadId;
      if (save.dropped) await this.#dropDownload(downloadId);
      else if (this.#isOpen(id, save)) await this.#tellStarted(id, downloadId);
    } catch (thrown) {
      if (this.#isOpen(id, save)) await this.#refused(id, thrown);
    }
  }

  /** The browser says how a download ended; it may be quicker than the answer that names it, which may never come. */
  async ended(downloadId: number, url: string, outcome: SaveOutcome): Promise<void> {
    if (this.#dropped.delete(downloadId)) return;
    const [id, save] =
      [...this.#saves].find(([, each]) => each.downloadId === downloadId || each.url === url) ?? [];
    // Before the worker hears of it: what it does about it may be to hand the file over again.
    if (id !== undefined) this.#end(id);
    else this.#keepEarly(downloadId, url, outcome);
    if (id !== undefined && save?.downloadId === undefined) {
      const status = { kind: 'ended', downloadId, outcome } as const;
      await this.worker.ask('saveStands', { id, status });
      // Where it is not one of ours it may be from before the engine was started anew.
    } else await this.worker.ask('saveEnded', { downloadId, outcome });
    if (id !== undefined) await this.#tidy(downloadId, outcome);
  }

  /** Where a save stands that the worker has lost sight of. One whose number nobody was told is asked for by its address. */
  async askStatus({ id, ...ask }: SaveStatusAsk): Promise<void> {
    const save = this.#saves.get(id);
    const numbered = save?.downloadId;
    const downloadId = save ? numbered : ask.downloadId;
    const status = await this.ports.events.saveStatus({
      ...ask,
      ...(downloadId === undefined ? {} : { downloadId }),
      ...(save && downloadId === undefined ? { url: save.url } : {}),
    });
    // It was answered meanwhile, or is another one by now.
    if (this.#saves.get(id) !== save || save?.downloadId !== numbered) return;
    if (save && status.kind === 'running') save.downloadId = status.downloadId;
    // What the browser knows of no more is not being saved, whatever was said before.
    if (status.kind === 'ended' || status.kind === 'unknown') this.#end(id);
    await this.worker.ask('saveStands', { id, status });
    if (status.kind === 'running') await this.#tellEarly(status.downloadId);
    if (status.kind === 'ended') await this.#tidy(status.downloadId, status.outcome);
  }

  /** The job is being cancelled: the browser stops, and what it wrote is removed. */
  async drop(id: JobId, journalledId: number | undefined): Promise<void> {
    const save = this.#saves.get(id);
    if (save) save.dropped = true;
    this.#end(id);
    const downloadId = save?.downloadId ?? journalledId;
    if (downloadId !== undefined) await this.#dropDownload(downloadId);
  }

  async #begin({ id, path, mime }: HandOver): Promise<Save | undefined> {
    const { openFile, createUrl } = this.ports;
    try {
      const url = createUrl(new Blob([await openFile(path)], { type: mime }));
      const save: Save = { url, dropped: false };
      this.#saves.set(id, save);
      return save;
    } catch (thrown) {
      await this.#refused(id, thrown);
      return undefined;
    }
  }

  async #refused(id: JobId, thrown: unknown): Promise<void> {
    const error = toErrorData(thrown);
    // Who did not answer may have begun all the same: the browser is asked for the address.
    if (error.code !== 'no-receiver') this.#end(id);
    await this.worker.ask('saveRefused', { id, error });
  }

  #isOpen(id: JobId, save: Save): boolean {
    return this.#saves.get(id) === save;
  }

  async #tellStarted(id: JobId, downloadId: number): Promise<void> {
    await this.worker.ask('saveStarted', { id, downloadId });
    await this.#tellEarly(downloadId);
  }

  async #tellEarly(downloadId: number): Promise<void> {
    const early = this.#early.get(downloadId);
    this.#early.delete(downloadId);
    if (early) await this.ended(downloadId, early.url, early.outcome);
  }

  /** The job has its own word for a failure: the browser's list need not keep it. */
  async #tidy(downloadId: number, outcome: SaveOutcome): Promise<void> {
    if (outcome.kind === 'interrupted') await this.ports.events.dropSave({ downloadId });
  }

  /** Its end is no news to the job: the cancel has told it already. */
  async #dropDownload(downloadId: number): Promise<void> {
    this.#dropped.add(downloadId);
    await this.ports.events.dropSave({ downloadId });
  }

  #end(id: JobId): void {
    const save = this.#saves.get(id);
    if (save) this.ports.revokeUrl(save.url);
    this.#saves.delete(id);
  }

  #keepEarly(downloadId: number, url: string, outcome: SaveOutcome): void {
    this.#early.set(downloadId, { url, outcome });
    const [oldest] = this.#early.keys();
    if (this.#early.size > mostEarlyNews && oldest !== undefined) this.#early.delete(oldest);
  }
}
