import { describe, expect, it } from 'vitest';
import { SaveDesk } from '../../../src/engine/save-desk';
import type { WorkerLink } from '../../../src/engine/worker-link';
import { ReelkeepError } from '../../../src/errors';
import type { SaveStatus } from '../../../src/protocol/background';
import { sampleRequest } from '../jobs/sample-job';

const { id } = sampleRequest;

describe('the desk that hands files to the browser', () => {
  const handOver = {
    id,
    path: ['jobs', 'x', 'out.mp4'],
    mime: 'video/mp4',
    file: sampleRequest.file,
    origin: sampleRequest.origin,
  } as const;
  const desk = (
    saveFile: () => Promise<{ downloadId: number }>,
    status: SaveStatus = { kind: 'unknown' },
  ) => {
    const asked: [string, unknown][] = [];
    const statusAsks: unknown[] = [];
    const dropped: number[] = [];
    const urls = new Set<string>();
    const ports = {
      events: {
        saveFile,
        saveStatus: async (ask: unknown) => {
          statusAsks.push(ask);
          return status;
        },
        dropSave: async ({ downloadId }: { downloadId: number }) => {
          dropped.push(downloadId);
        },
      },
      openFile: async () => new Blob(['x']),
      createUrl: () => {
        urls.add('blob:1');
        return 'blob:1';
      },
      revokeUrl: (url: string) => urls.delete(url),
    };
    const worker: Pick<WorkerLink, 'ask'> = {
      ask: async (name, request) => {
        asked.push([name, request]);
        return undefined as never;
      },
    };
    return { desk: new SaveDesk(ports, worker), asked, statusAsks, dropped, urls };
  };
  const complete = { kind: 'complete', path: '/x', bytes: 1 } as const;

  it('hears an end that is quicker than the answer which names the download', async () => {
    const rig = desk(async () => {
      await rig.desk.ended(9, 'blob:of before', complete);
      return { downloadId: 9 };
    });
    await rig.desk.handOver(handOver);
    expect(rig.asked.map(([name]) => name)).toEqual(['saveEnded', 'saveStarted', 'saveEnded']);
    expect(rig.urls.size).toBe(0);
  });

  it('drops a download that begins after the cancel', async () => {
    let begin: (started: { downloadId: number }) => void = () => undefined;
    const rig = desk(
      () =>
        new Promise((resolve) => {
          begin = resolve;
        }),
    );
    const handing = rig.desk.handOver(handOver);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await rig.desk.drop(id, undefined);
    begin({ downloadId: 4 });
    await handing;
    expect([rig.dropped, rig.asked, rig.urls.size]).toEqual([[4], [], 0]);
  });

  it('is not asked twice for what the browser is still busy with', async () => {
    let asked = 0;
    const rig = desk(async () => {
      asked += 1;
      return { downloadId: 3 };
    });
    await rig.desk.handOver(handOver);
    await rig.desk.handOver(handOver);
    expect(asked).toBe(1);
    expect(rig.asked).toEqual([
      ['saveStarted', { id, downloadId: 3 }],
      ['saveStarted', { id, downloadId: 3 }],
    ]);
  });

  it('tells a refusal with its code, and takes the URL back', async () => {
    const rig = desk(async () => {
      throw new ReelkeepError('save-refused', 'No.', { facts: { reason: 'name' } });
    });
    await rig.desk.handOver(handOver);
    expect(rig.asked).toMatchObject([
      ['saveRefused', { id, error: { code: 'save-refused', facts: { reason: 'name' } } }],
    ]);
    expect(rig.urls.size).toBe(0);
  });

  const ask = { id, fileName: 'a.mp4', bytes: 5, since: 7 };

  it('brings the browser’s word on a save to the worker', async () => {
    const status = { kind: 'ended', downloadId: 3, outcome: complete } as const;
    const rig = desk(async () => ({ downloadId: 3 }), status);
    await rig.desk.askStatus({ ...ask, downloadId: 3 });
    expect(rig.statusAsks).toEqual([{ fileName: 'a.mp4', bytes: 5, since: 7, downloadId: 3 }]);
    expect(rig.asked).toEqual([['saveStands', { id, status }]]);
  });

  it('asks for what the browser has not answered to by its address', async () => {
    const rig = desk(() => new Promise(() => undefined), { kind: 'asked' });
    void rig.desk.handOver(handOver);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await rig.desk.askStatus(ask);
    expect(rig.statusAsks).toEqual([{ fileName: 'a.mp4', bytes: 5, since: 7, url: 'blob:1' }]);
    expect(rig.asked).toEqual([['saveStands', { id, status: { kind: 'asked' } }]]);
    expect(rig.urls.size).toBe(1);
  });

  it('has forgotten an answer that comes after the end, and after the next hand-over', async () => {
    const answers: ((download: { downloadId: number }) => void)[] = [];
    const rig = desk(() => new Promise((resolve) => answers.push(resolve)));
    const first = rig.desk.handOver(handOver);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await rig.desk.ended(3, 'blob:1', { kind: 'interrupted', reason: 'CRASH' });
    void rig.desk.handOver(handOver);
    await new Promise((resolve) => setTimeout(resolve, 0));
    answers[0]?.({ downloadId: 3 });
    await first;
    expect(rig.asked.map(([name]) => name)).toEqual(['saveStands']);
    expect([rig.dropped, rig.urls.size]).toEqual([[3], 1]);
  });

  it('hands a file over again that the browser knows nothing of any more', async () => {
    let handed = 0;
    const rig = desk(async () => {
      handed += 1;
      return { downloadId: handed };
    });
    await rig.desk.handOver(handOver);
    await rig.desk.askStatus(ask);
    expect(rig.urls.size).toBe(0);
    await rig.desk.handOver(handOver);
    expect(handed).toBe(2);
  });

  it('hears an end that was quicker than the answer on how it stands', async () => {
    const rig = desk(async () => ({ downloadId: 3 }), { kind: 'running', downloadId: 8 });
    await rig.desk.ended(8, 'blob:of before', complete);
    await rig.desk.askStatus(ask);
    expect(rig.asked.map(([name]) => name)).toEqual(['saveEnded', 'saveStands', 'saveEnded']);
  });

  it('has the browser forget what it did not save, once the URL is free for another try', async () => {
    const rig = desk(async () => ({ downloadId: 3 }));
    await rig.desk.handOver(handOver);
    await rig.desk.ended(3, 'blob:1', { kind: 'interrupted', reason: 'CRASH' });
    expect([rig.dropped, rig.urls.size]).toEqual([[3], 0]);
  });
});
