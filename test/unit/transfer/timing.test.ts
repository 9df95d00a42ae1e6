import { describe, expect, it } from 'vitest';
import { sleep } from '../../../src/transfer/clock';
import { HostGate } from '../../../src/transfer/host-gate';
import { ProgressMeter } from '../../../src/transfer/progress-meter';
import { watchStall } from '../../../src/transfer/stall-watch';
import { HandClock } from './hand-clock';

const calm = (): AbortSignal => new AbortController().signal;
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

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
  it('is called once, counted from the last byte', () => {
    const clock = new HandClock();
    let stalls = 0;
    const watch = watchStall(clock, 1000, () => {
      stalls += 1;
    });
    clock.pass(900);
    watch.touch();
    clock.pass(900);
    expect(stalls).toBe(0);
    clock.pass(100);
    expect(stalls).toBe(1);
    clock.pass(5000);
    expect(stalls).toBe(1);
  });
  it('is not called after the end', () => {
    const clock = new HandClock();
    const watch = watchStall(clock, 1000, () => {
      throw new Error('stalled');
    });
    clock.pass(500);
    watch.touch();
    clock.pass(600);
    watch.stop();
    clock.pass(10_000);
    expect(clock.pending).toBe(0);
  });
});

describe('the gate of a host', () => {
  it('lets in so many, and the next when one leaves, in order', async () => {
    const gate = new HostGate(new HandClock());
    const leave = await gate.enter('a', 1, calm());
    const entered: string[] = [];
    const enter = async (name: string, host: string): Promise<void> => {
      const out = await gate.enter(host, 1, calm());
      entered.push(name);
      out();
    };
    const all = [enter('first', 'a'), enter('second', 'a'), enter('elsewhere', 'b')];
    await settled();
    expect(entered).toEqual(['elsewhere']);
    leave();
    await Promise.all(all);
    expect(entered).toEqual(['elsewhere', 'first', 'second']);
  });
  it('forgets who gave up waiting', async () => {
    const gate = new HostGate(new HandClock());
    const leave = await gate.enter('a', 1, calm());
    const abort = new AbortController();
    const gaveUp = gate.enter('a', 1, abort.signal);
    const next = gate.enter('a', 1, calm());
    abort.abort(new Error('enough'));
    await expect(gaveUp).rejects.toThrow('enough');
    leave();
    (await next)();
    await expect(gate.enter('a', 1, calm())).resolves.toBeTypeOf('function');
  });
  it('keeps all away from a host that asked for patience', async () => {
    const clock = new HandClock();
    const gate = new HostGate(clock);
    gate.keepQuiet('a', 2000);
    let entered = false;
    const entering = gate.enter('a', 4, calm()).then((leave) => {
      entered = true;
      leave();
    });
    clock.pass(1999);
    await settled();
    expect(entered).toBe(false);
    clock.pass(1);
    await entering;
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
});
