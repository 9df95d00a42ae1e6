import { ReelkeepError } from '../../../src/errors';
import type { JobRequest, PartRequest } from '../../../src/jobs/job';
import type { Renewal } from '../../../src/jobs/reduce-job';
import { HostGate } from '../../../src/transfer/host-gate';
import type { SabrDoubt, SabrSource } from '../../../src/transfer/sabr/sabr-source';
import { packetDifference, packetHashes } from '../../helpers/packet-hashes';
import { mediaHosts } from '../../site/hosts';
import { makeMedia } from '../../site/media/make-media';
import { profileOf } from '../../site/media/profiles';
import { mintToken } from '../../site/sabr/po-token';
import { startSite } from '../../site/start-site';
import { playerQuestion } from '../site/player-question';
import { formatFrom, innertubeResponse, sourceOf, streamedPage } from '../site/sabr-client';
import { hastyClock } from '../transfer/rig';
import { siteFetch } from '../transfer/site-fetch';
import { jobOf, Rig } from './engine-rig';

/** A hundred seconds in segments of a few seconds each. */
const id = 'sabr2026own';
const itags = [160, 140] as const;

export type StreamedWorld = Awaited<ReturnType<typeof startStreamedWorld>>;

/** The offline site, and the whole engine on a job that it streams; `haste`: how much faster its clock goes. */
export async function startStreamedWorld(haste: number) {
  const site = await startSite();
  const page = await streamedPage(site, id);
  const fetch = siteFetch(site.port);
  const clock = hastyClock(haste);
  const video = site.videos.find((one) => one.id === id);
  if (!video) throw new Error(`No ${id}.`);
  const packetsOf = async (itag: number) =>
    packetHashes((await makeMedia(profileOf(itag), video.clip)).path);
  const served = [packetsOf(itags[0]), packetsOf(itags[1])] as const;

  const sourceWith = (mint: number): SabrSource =>
    withMirrors(sourceOf(site, id, page.response, page.event), mint, page.event);

  /** As the background makes them of the page. */
  const partsOf = (source: SabrSource): PartRequest[] =>
    itags.map((itag) => {
      const entry = page.response.streamingData.adaptiveFormats.find((one) => one.itag === itag);
      if (!entry) throw new Error(`No ${itag}.`);
      const { contentLength = 0, lastModified = '', ...format } = formatFrom(entry);
      return {
        role: format.kind,
        ...{ formatId: `${itag}`, itag, contentLength, lastModified },
        source: { kind: 'sabr', source, format: { ...format, contentLength, lastModified } },
      };
    });
  const parts = (mint = 1): PartRequest[] => partsOf(sourceWith(mint));

  /** By the addresses that another client is given: VISIONOS, which wants nothing more. */
  const addresses = async (): Promise<PartRequest[]> => {
    const url = 'https://www.youtube.com/youtubei/v1/player';
    const asked = await fetch(url, playerQuestion(id, 'VISIONOS'));
    const { streamingData } = await asked.json();
    return parts().map((part) => {
      const entry = streamingData.adaptiveFormats.find(
        ({ itag }: { itag: number }) => itag === part.itag,
      );
      return { ...part, source: { kind: 'url', url: entry.url } };
    });
  };

  /** 18 by the address of a page that is given out now. */
  const file18 = async (notBefore: number): Promise<PartRequest> => {
    const { response } = await streamedPage(site, id);
    const url = new URL(response.streamingData.formats?.find(({ itag }) => itag === 18)?.url ?? '');
    const n = url.searchParams.get('n') ?? '';
    url.searchParams.set('n', site.players.of('2026').solveN(n));
    const source = { kind: 'url' as const, url: url.href, notBefore };
    return { role: 'whole', formatId: '18', itag: 18, source };
  };

  /** What a page gives in answer to a doubt: its data anew, and a token that was minted later. */
  const answerTo = async (doubt: SabrDoubt, mint: number): Promise<PartRequest[]> => {
    if (doubt.kind === 'reload') {
      const response = await innertubeResponse(site, id, doubt.token);
      return partsOf(withMirrors(sourceOf(site, id, response, page.event), mint, page.event));
    }
    const { response, event } = await streamedPage(site, id);
    return partsOf(withMirrors(sourceOf(site, id, response, event), mint, event));
  };

  return {
    ...{ site, page, clock, sourceWith, partsOf, parts, addresses, file18, answerTo },
    rig: (time = clock): Rig =>
      new Rig({
        transfer: { fetch, clock: time, random: Math.random, stallLimitMs: 150_000 },
        gate: new HostGate(time),
      }),
    job: (more: Partial<JobRequest> = {}): JobRequest =>
      jobOf(parts(), { tier: 'sabr', durationSeconds: 100, ...more }),
    /** What came more than once although it had arrived. */
    twice: () => site.control.sabr.log.arrivedAgain(),
    expectWhole: async (the: Rig): Promise<void> => {
      const [saved, picture, sound] = await Promise.all([packetHashes(the.saved()), ...served]);
      const pairs = [
        [saved.get('video/0'), picture.get('video/0')],
        [saved.get('audio/0'), sound.get('audio/0')],
      ] as const;
      for (const [ours = [], theirs = []] of pairs) {
        const difference = packetDifference(ours, theirs);
        if (theirs.length < 50 || difference) throw new Error(`Not the same: ${difference}`);
      }
    },
    /** Every switch as at the start; the page stays good. */
    reset: () => {
      site.control.reset();
      site.control.sabr.knowEvent(page.event);
    },
    close: async () => {
      fetch.close();
      await site.close();
    },
  };
}

const withMirrors = (source: SabrSource, mint: number, event: string): SabrSource => {
  const { host } = new URL(source.url);
  const others = mediaHosts.filter((one) => one !== host);
  return {
    ...source,
    mirrors: others.map((other) => source.url.replace(host, other)),
    poToken: mintToken({ binding: id, event, mint }),
  };
};

export const renewal = (fresh: readonly PartRequest[], tier: string): Renewal => ({
  ...{ tier, notes: [] },
  sources: Object.fromEntries(fresh.map(({ formatId, source }) => [formatId, { source }])),
});

export const noToken = (): ReelkeepError => new ReelkeepError('attestation-required', 'None.');
