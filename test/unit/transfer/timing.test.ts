import { describe, expect, it } from 'vitest';
import { sleep } from '../../../src/transfer/clock';
import { ProgressMeter } from '../../../src/transfer/progress-meter';
import { watchStall } from '../../../src/transfer/stall-watch';
import { HandClock } from './hand-clock';

const calm = (): AbortSignal => new AbortController().signal;

describe('sleep', () => {
  it('ends on time, or with the reason of its abort, and leaves no timer', async () => {
    const clock = new HandClock();
    const abort = new AbortController();
    const slept = sleep(clock, 100, calm());
    const broken = sleep(clock, 100, abort.signal);
    abort.abort(new Error('enough'));
    await expect(broken).rejects.toThrow('enough');
    expect(clock.pending).toBe(1);
    clock.pass(100);
    await expect(slept).resolves.toBeUndefined();
    await expect(sleep(clock, 100, abort.signal)).rejects.toThrow('enough');
  });
});

describe('a stall', () => {
  const watched = () => {
    const clock = new HandClock();
    const seen = { stalls: 0 };
    const watch = watchStall(clock, 1000, () => {
      seen.stalls += 1;
    });
    return { clock, watch, seen };
  };
  it('is called once, counted from the last bytes', () => {
    const { clock, watch, seen } = watched();
    watch.waits();
    clock.pass(900);
    watch.got(100_000);
    watch.waits();
    clock.pass(900);
    expect(seen.stalls).toBe(0);
    clock.pass(100);
    expect(seen.stalls).toBe(1);
    clock.pass(5000);
    expect(seen.stalls).toBe(1);
  });
  it('is none while the network is not waited for: a speed limit may take its time', () => {
    const { clock, watch, seen } = watched();
    for (let piece = 0; piece < 5; piece += 1) {
      watch.waits();
      clock.pass(100);
      watch.got(100);
      clock.pass(60_000);
    }
    expect(seen.stalls).toBe(0);
    watch.waits();
    clock.pass(1000);
    expect(seen.stalls).toBe(1);
  });
  it('is a drip as well', () => {
    const { clock, watch, seen } = watched();
    for (let drop = 0; drop < 11; drop += 1) {
      watch.waits();
      clock.pass(100);
      watch.got(100);
    }
    expect(seen.stalls).toBe(1);
  });
  it('is none where an answer has begun', () => {
    const { clock, watch, seen } = watched();
    watch.waits();
    clock.pass(900);
    watch.got(0);
    watch.isAlive();
    watch.waits();
    clock.pass(900);
    expect(seen.stalls).toBe(0);
  });
  it('is not called after the end', () => {
    const { clock, watch, seen } = watched();
    watch.waits();
    clock.pass(900);
    watch.stop();
    clock.pass(10_000);
    expect([clock.pending, seen.stalls]).toEqual([0, 0]);
  });
});

describe('the meter', () => {
  it('shows bytes as they are, and speed and time left once it can know them', () => {
    const clock = new HandClock();
    const meter = new ProgressMeter(clock.uptime, 500);
    expect(meter.read(500, 10_500)).toEqual({ received: 500, total: 10_500 });
    clock.pass(1000);
    expect(meter.read(1500, 10_500)).toEqual({
      received: 1500,
      total: 10_500,
      speed: 1000,
      eta: 9,
    });
    expect(meter.read(1500, undefined)).toEqual({ received: 1500, speed: 1000 });
  });
  it('follows a change calmly, however often it is read', () => {
    const speedAfter = (readEveryMs: number): number => {
      const clock = new HandClock();
      const meter = new ProgressMeter(clock.uptime, 0);
      let received = 0;
      let speed = 0;
      for (let at = 0; at < 12_000; at += readEveryMs) {
        clock.pass(readEveryMs);
        received += (at < 6_000 ? 1 : 3) * readEveryMs;
        speed = meter.read(received, undefined).speed ?? 0;
      }
      return speed;
    };
    const [often, seldom] = [speedAfter(250), speedAfter(1000)];
    expect(often).toBeGreaterThan(2600);
    expect(often).toBeLessThan(3000);
    expect(Math.abs(often - seldom)).toBeLessThan(30);
  });
  it('is never negative when corrupt bytes are dropped, and has no end in sight at a standstill', () => {
    const clock = new HandClock();
    const meter = new ProgressMeter(clock.uptime, 1000);
    clock.pass(1000);
    expect(meter.read(400, 2000)).toEqual({ received: 400, total: 2000, speed: 0 });
  });
  it('tells no time left of what has stood still for hours, though its speed never quite falls to nothing', () => {
    const clock = new HandClock();
    const meter = new ProgressMeter(clock.uptime, 0);
    clock.pass(1000);
    meter.read(1_000_000, 2_000_000);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      clock.pass(60_000);
      const reading = meter.read(1_000_000, 2_000_000);
      expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
      expect(reading).not.toHaveProperty('eta');
    }
  });
});
