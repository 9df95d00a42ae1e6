import { describe, expect, it } from 'vitest';
import { countedGate, HostGate } from '../../../src/transfer/host-gate';
import { HandClock } from './hand-clock';
import { settled } from './settled';

const calm = (): AbortSignal => new AbortController().signal;

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

  it('lets no more than six in, whatever is asked', async () => {
    const gate = new HostGate(new HandClock());
    let entered = 0;
    for (let at = 0; at < 10; at += 1) {
      void gate.enter('a', 50, calm()).then(() => {
        entered += 1;
      });
    }
    await settled();
    expect(entered).toBe(6);
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

it('a patience that ends while the gate looks is over: nobody waits for ever', async () => {
  // Browsers wake timers a little early, and time goes on between any two readings.
  for (const early of [0.005, 0.015, 0.025, 0.5]) {
    const clock = new HandClock();
    let readings = 0;
    const gate = new HostGate({
      wallTime: clock.wallTime,
      uptime: () => {
        readings += 1;
        return clock.uptime() + readings / 100;
      },
      setTimer: (milliseconds, wake) => clock.setTimer(Math.max(0, milliseconds - early), wake),
    });
    gate.keepQuiet('a', 2000);
    const entering = gate.enter('a', 6, calm());
    for (let at = 0; at < 100; at += 1) clock.pass(40);
    (await entering)();
  }
});

describe('the limit over all hosts', () => {
  it('holds for all together, and changes at once', async () => {
    const gate = new HostGate(new HandClock(), { connectionsInAll: 3 });
    let open = 0;
    const leaves: (() => void)[] = [];
    for (const host of ['a', 'a', 'b', 'b', 'c', 'c']) {
      void gate.enter(host, 6, calm()).then((leave) => {
        open += 1;
        leaves.push(leave);
      });
    }
    await settled();
    expect(open).toBe(3);
    gate.setLimits({ connectionsInAll: 5 });
    await settled();
    expect(open).toBe(5);
    gate.setLimits({ connectionsInAll: 1 });
    for (const leave of leaves.splice(0, 4)) leave();
    await settled();
    expect(open).toBe(5);
    leaves.shift()?.();
    await settled();
    expect(open).toBe(6);
  });

  it('nobody who waits for a quiet host holds a place that another host could use', async () => {
    const clock = new HandClock();
    const gate = new HostGate(clock, { connectionsInAll: 1 });
    gate.keepQuiet('a', 60_000);
    const quiet = gate.enter('a', 6, calm());
    const leave = await gate.enter('b', 6, calm());
    leave();
    clock.pass(60_000);
    (await quiet)();
  });

  it('is shared by jobs alike, however many connections each would like', async () => {
    const gate = new HostGate(new HandClock(), { connectionsInAll: 4 });
    const [greedy, modest] = [countedGate(gate), countedGate(gate)];
    const leaves: (() => void)[] = [];
    const keep = (leave: () => void): void => void leaves.push(leave);
    for (let at = 0; at < 6; at += 1) void greedy.enter('a', 6, calm()).then(keep);
    for (let at = 0; at < 6; at += 1) void greedy.enter('b', 6, calm()).then(keep);
    await settled();
    for (let at = 0; at < 2; at += 1) void modest.enter('b', 6, calm()).then(keep);
    await settled();
    expect([greedy.held(), modest.held()]).toEqual([4, 0]);
    for (const leave of leaves.splice(0, 2)) leave();
    await settled();
    expect([greedy.held(), modest.held()]).toEqual([2, 2]);
  });
});
