import type { FreshNames } from './fresh-names';
import type { Seeded } from './seeded';
import type { Step } from './signature-recipe';

/** A signature function and what it needs, as statements of the outermost scope. */
export interface SignatureScript {
  readonly name: string;
  readonly statements: readonly string[];
}

const swapBody = 'var c=a[0];a[0]=a[b%a.length];a[b]=c';

/** 2013: inline operations and one free function that swaps; every step is an assignment. */
export function freeFunctions(steps: readonly Step[], names: FreshNames): SignatureScript {
  const name = names.outer();
  const swap = names.outer();
  const body = steps.map((step) => {
    if (step.do === 'reverse') return 'a=a.reverse();';
    return step.do === 'drop' ? `a=a.slice(${step.count});` : `a=${swap}(a,${step.at});`;
  });
  return {
    name,
    statements: [
      `function ${name}(a){a=a.split("");${body.join('')}return a.join("")};`,
      `function ${swap}(a,b){${swapBody};return a};`,
    ],
  };
}

/** 2014–2024: an object of helpers in random order, which change the array they are given. */
export function helperObject(
  steps: readonly Step[],
  names: FreshNames,
  random: Seeded,
  declare: string,
): SignatureScript {
  const [name, object] = [names.outer(), names.outer()];
  const member = { reverse: names.member(), drop: names.member(), swap: names.member() };
  const modulo = random.chance(0.5) ? 'b%a.length' : 'b';
  const helpers = random.shuffle([
    `${member.reverse}:function(a){a.reverse()}`,
    `${member.drop}:function(a,b){a.splice(0,b)}`,
    `${member.swap}:function(a,b){var c=a[0];a[0]=a[b%a.length];a[${modulo}]=c}`,
  ]);
  const quoted = random.chance(0.1);
  const body = steps.map((step) => {
    const target = quoted ? `${object}["${member[step.do]}"]` : `${object}.${member[step.do]}`;
    const ignored = random.between(1, 80);
    const given = step.do === 'reverse' ? ignored : step.do === 'drop' ? step.count : step.at;
    return `${target}(a,${given});`;
  });
  const statements = [
    `${declare}${object}={${helpers.join(',\n')}};`,
    `${declare}${name}=function(a){a=a.split("");${body.join('')}return a.join("")};`,
  ];
  return { name, statements: random.chance(0.5) ? statements : statements.reverse() };
}
