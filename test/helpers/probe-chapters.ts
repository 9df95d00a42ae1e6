import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';

const answerSchema = v.object({
  chapters: v.array(
    v.object({
      start_time: v.pipe(v.string(), v.transform(Number)),
      tags: v.object({ title: v.string() }),
    }),
  ),
});

/** A media file's chapters, by ffprobe. */
export async function probeChapters(path: string): Promise<{ startMs: number; title: string }[]> {
  const { stdout } = await promisify(execFile)('ffprobe', [
    ...['-v', 'error', '-of', 'json', '-show_chapters'],
    path,
  ]);
  return v.parse(answerSchema, JSON.parse(stdout)).chapters.map(({ start_time, tags }) => ({
    startMs: Math.round(start_time * 1000),
    title: tags.title,
  }));
}
