/** Gives out each name once: to whoever has one that was given before, with a number behind it. */
export function ownNames(): (name: string) => string {
  const given = new Set<string>();
  const times = new Map<string, number>();
  return (name) => {
    let own = name;
    for (let time = times.get(name) ?? 1; given.has(own); time += 1) {
      own = `${name}.${time + 1}`;
      times.set(name, time + 1);
    }
    given.add(own);
    return own;
  };
}
