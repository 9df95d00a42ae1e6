import type { alphabets, NAction, NCall } from './n-recipe';
import type { Seeded } from './seeded';

/** How an `n` function guards itself, by generation. */
export type Guard = 'none' | 'catch' | 'typeof-and-catch';

type Alphabet = keyof typeof alphabets;

const letterList = (alphabet: Alphabet) =>
  alphabet === 'upper'
    ? 'for(var e=0,f=[];e<64;e++)f.push(String.fromCharCode(e<26?65+e:e<52?71+e:e<62?e-4:e==62?45:95));'
    : 'for(var e=0,f=[];e<64;e++)f.push(String.fromCharCode(e<26?97+e:e<52?39+e:e<62?e-4:e==62?45:95));';

const place = 'd=(d%c.length+c.length)%c.length;';

/** Ways in which players write each action. */
const bodies: Record<NAction, readonly string[]> = {
  rotate: [
    `function(c,d){for(${place.slice(0, -1)};d--;)c.unshift(c.pop())}`,
    `function(c,d){${place}c.splice(-d).reverse().forEach(function(e){c.unshift(e)})}`,
  ],
  reverse: [
    'function(c){c.reverse()}',
    'function(c){for(var d=c.length;d;)c.push(c.splice(--d,1)[0])}',
  ],
  remove: [`function(c,d){${place}c.splice(d,1)}`],
  swap: [
    `function(c,d){${place}var e=c[0];c[0]=c[d];c[d]=e}`,
    `function(c,d){${place}c.splice(0,1,c.splice(d,1,c[0])[0])}`,
  ],
  'shift-letters': [],
};

function bodyOf(action: NAction, alphabet: Alphabet, random: Seeded): string {
  if (action !== 'shift-letters') return random.pick(bodies[action]);
  return `function(c,d){${letterList(alphabet)}c.forEach(function(h,l,m){this.push(m[l]=f[(f.indexOf(h)-f.indexOf(this[l])+f.length)%f.length])},d.split(""))}`;
}

/** The mixed table of an `n` function and the places of what its calls need. */
class Table {
  private readonly entries: { code: string; key: string }[] = [];

  constructor(private readonly random: Seeded) {}

  add(key: string, code: string): void {
    this.entries.push({ code, key });
  }

  /** Mixes the entries; afterwards places are known. */
  mix(): void {
    this.entries.splice(0, this.entries.length, ...this.random.shuffle(this.entries));
  }

  place(key: string): number {
    const places = this.entries.flatMap((entry, at) => (entry.key === key ? [at] : []));
    return this.random.pick(places);
  }

  /** Places of the entries that are the table itself. */
  own(): readonly number[] {
    return this.entries.flatMap(({ key }, at) => (key === 'own' ? [at] : []));
  }

  toString(): string {
    return `[${this.entries.map(({ code }) => code).join(',\n')}]`;
  }
}

function tableFor(
  calls: readonly NCall[],
  alphabet: Alphabet,
  characters: string,
  random: Seeded,
): Table {
  const table = new Table(random);
  for (const action of new Set(calls.map((call) => call.action))) {
    const copies = random.between(1, 2);
    for (let copy = 0; copy < copies; copy += 1)
      table.add(action, bodyOf(action, alphabet, random));
  }
  calls.forEach(({ action, amount, key }, at) => {
    table.add(`argument ${at}`, action === 'shift-letters' ? JSON.stringify(key) : String(amount));
  });
  for (let at = 0; at < 3; at += 1) table.add('characters', characters);
  for (let at = 0; at < random.between(2, 5); at += 1) table.add('own', 'null');
  for (let at = 0; at < random.between(3, 20); at += 1) {
    table.add('noise', random.chance(0.1) ? '"continue"' : String(random.between(-2e9, 2e9)));
  }
  table.mix();
  return table;
}

/** The text of a function expression from `n` to its answer, as the players of 2020 to today write it. */
export function nFunctionText(
  calls: readonly NCall[],
  alphabet: Alphabet,
  guard: Guard,
  random: Seeded,
  guardName: string,
): string {
  const table = tableFor(calls, alphabet, 'b', random);
  const steps = calls.map(({ action }, at) => {
    const own = random.chance(0.3) ? `k[${table.place('own')}]` : 'k';
    const characters = `${own}[${table.place('characters')}]`;
    return `k[${table.place(action)}](${characters},k[${table.place(`argument ${at}`)}])`;
  });
  const fill = table
    .own()
    .map((at) => `k[${at}]=k;`)
    .join('');
  const declared = `var b=a.split(""),k=${String(table)};${fill}`;
  if (guard === 'none') return `function(a){${declared}${steps.join(';')};return b.join("")}`;
  const early =
    guard === 'typeof-and-catch' ? `if(typeof ${guardName}==="undefined")return a;` : '';
  const marker = `"enhanced_except_${random.text('ABCDEFabcdef0123456789-_', 8)}-_w8_"`;
  return `function(a){${early}${declared}try{${steps.join(',')}}catch(d){return ${marker}+a}return b.join("")}`;
}
