import { describe, expect, it } from 'vitest';
import { DoesNotExist, MultipleObjectsReturned } from '../../../src/errors';
import { filter, get } from '../../../src/formats/query';
import { era2013, era2015, era2020, eraNow } from './eras';

const itags = (formats: readonly { itag: number }[]) => formats.map(({ itag }) => itag);

describe('filter', () => {
  it.each([
    ['everything', {}, [45, 22, 44, 35, 43, 34, 18, 82, 5, 36, 17]],
    ['an extension', { extension: 'mp4' }, [22, 18, 82]],
    ['a resolution', { resolution: 480 }, [44, 35]],
    ['a resolution as pytube writes it', { resolution: '480p' }, [44, 35]],
    ['a profile', { profile: 'Baseline' }, [18]],
    ['3D', { profile: '3D' }, [82]],
    ['both', { extension: 'webm', resolution: '720p' }, [45]],
    ['a codec of the picture', { codec: 'mpeg4' }, [36, 17]],
    ['a codec of the sound', { codec: 'mp3' }, [5]],
    ['what is none', { resolution: 'large' }, []],
  ] as const)('finds %s in a list of 2013', (_, criteria, found) => {
    expect(itags(filter(era2013, criteria))).toEqual(found);
  });

  it('tells progressive from adaptive, picture from sound', () => {
    expect(itags(filter(era2020, { progressive: true }))).toEqual([18]);
    expect(filter(era2020, { progressive: false })).toEqual(filter(era2020, { adaptive: true }));
    expect(itags(filter(era2020, { onlyAudio: true }))).toEqual([140, 249, 250, 251]);
    expect(filter(era2020, { onlyVideo: true })).toHaveLength(era2020.length - 5);
    expect(itags(filter(era2020, { onlyAudio: false, onlyVideo: false }))).toEqual([18]);
  });

  it('asks for a frame rate of pictures only', () => {
    expect(itags(filter(era2020, { fps: 60, codec: 'h264' }))).toEqual([299, 298]);
    expect(filter(era2020, { fps: 30, onlyAudio: true })).toEqual([]);
    expect(itags(filter(era2013, { fps: 24, codec: 'h263' }))).toEqual([5]);
  });

  it('takes a predicate', () => {
    const hdr = filter(eraNow, { where: ({ video }) => video?.hdr === true });
    expect(itags(hdr)).toEqual([337]);
  });
});

describe('get', () => {
  it('gives the one that meets the criteria', () => {
    expect(get(era2015, { extension: 'mp4', resolution: '1080p' }).itag).toBe(137);
    expect(get(era2015, { itag: 22 }).video?.profile).toBe('High');
  });

  it('throws DoesNotExist where none does', () => {
    expect(() => get(era2013, { extension: 'mp4', resolution: 1080 })).toThrow(DoesNotExist);
    expect(() => get([], {})).toThrow('No videos met this criteria.');
  });

  it('throws MultipleObjectsReturned where several do', () => {
    expect(() => get(era2013, { extension: '3gp' })).toThrow(MultipleObjectsReturned);
    expect(() => get(era2013, {})).toThrow('Multiple videos met this criteria.');
    expect(() => get(era2013, { extension: '3gp' })).toThrow(
      expect.objectContaining({ facts: { found: 2 } }),
    );
  });
});
