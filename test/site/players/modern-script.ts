import { Dispatcher } from './dispatcher';
import type { FreshNames } from './fresh-names';
import type { Seeded } from './seeded';
import type { Step } from './signature-recipe';
import { StringTable } from './string-table';

export interface ModernOptions {
  readonly names: FreshNames;
  readonly random: Seeded;
  readonly steps: readonly Step[];
  /** The function expression that answers an `n`. */
  readonly solver: string;
  /** Whether classes, arrows and default parameters are written as such, as in the es6 variants. */
  readonly es6: boolean;
}

type Members = Readonly<Record<string, string>>;

function classText(type: string, construct: string, members: Members): string {
  const methods = Object.entries(members).map(
    ([name, code]) => `${name}${code.slice('function'.length)}`,
  );
  return `${type}=class{constructor(a,b=!1){${construct}}${methods.join('')}};`;
}

/** The statements of the URL class of 2025 and later, in plain code; `method` solves `n`, and nothing else does. */
function urlClass(type: string, names: FreshNames, solve: string) {
  const [source, solves, query, base] = [
    names.member(),
    names.member(),
    names.member(),
    names.member(),
  ];
  const [parse, method] = [names.outer(), names.member()];
  const members: Members = {
    set: `function(a,b){this.${query}[a]!==b&&(this.${query}[a]=b,this.url="")}`,
    get: `function(a){${parse}(this);return this.${query}[a]||null}`,
    [method]: `function(){if(!this.url){${parse}(this);var b=this.${query}.n;this.${solves}&&b&&(b=${solve},this.${query}.n=b);var a=[],c;for(c in this.${query})a.push(c+"="+this.${query}[c]);this.url=this.${base}+"?"+a.join("&")}return this.url}`,
    clone: `function(){var a=new ${type}(this.${source},this.${solves});a.${base}=this.${base};a.${query}=Object.assign({},this.${query});return a}`,
  };
  return {
    parse,
    classOf: (construct: string) => classText(type, construct, members),
    construct: `this.${source}=a;this.${solves}=b===void 0?!1:b;this.${base}="";this.${query}={};this.url=""`,
    parseBody: `if(a.${source}){var b=a.${source}.split("?"),c=a.${query};a.${base}=b[0];a.${query}={};(b[1]||"").split("&").forEach(function(d){var e=d.indexOf("=");e>0&&(a.${query}[d.substr(0,e)]=d.substr(e+1))});for(var d in c)a.${query}[d]=c[d];a.${source}=""}`,
    members: Object.entries(members).map(([name, code]) => `${type}.prototype.${name}=${code};`),
  };
}

/** The helper object and the body of the signature function on the text in `a`. */
function signatureParts(steps: readonly Step[], names: FreshNames, random: Seeded) {
  const object = names.outer();
  const member = { reverse: names.member(), drop: names.member(), swap: names.member() };
  const helpers = random.shuffle([
    `${member.reverse}:function(a){a.reverse()}`,
    `${member.drop}:function(a,b){a.splice(0,b)}`,
    `${member.swap}:function(a,b){var c=a[0];a[0]=a[b%a.length];a[b%a.length]=c}`,
  ]);
  const calls = steps.map((step) => {
    const given =
      step.do === 'reverse' ? random.between(1, 80) : step.do === 'drop' ? step.count : step.at;
    return `${object}.${member[step.do]}(a,${given});`;
  });
  return {
    helperStatement: `${object}={${helpers.join(',')}};`,
    body: `a=a.split("");${calls.join('')}`,
  };
}

const es6Build = (name: string, type: string, decipher: string) =>
  `${name}=(a,b="",c="")=>{a=new ${type}(a,!0);a.set("alr","yes");c&&(c=${decipher},a.set(b,encodeURIComponent(c)));return a};`;

const es5Build = (name: string, type: string, decipher: string) =>
  `${name}=function(a,b,c){b=b===void 0?"":b;c=c===void 0?"":c;a=new ${type}(a,!0);a.set("alr","yes");c&&(c=${decipher},a.set(b,encodeURIComponent(c)));return a};`;

/** Keeps the two words in a builder as they are: real players of 2025 and 2026 do. */
function rewriteBuilder(table: StringTable, code: string): string {
  const [before = '', after = ''] = code.split('a.set("alr","yes");');
  return `${table.rewrite(before)}a.set("alr","yes");${table.rewrite(after)}`;
}

/** 2025: a string table; the rest is as before, but `n` is solved by a method of the URL class alone. */
export function tableScript({
  names,
  random,
  steps,
  solver,
  es6,
}: ModernOptions): readonly string[] {
  const table = new StringTable(names.outer(), random);
  const [type, decipher, solve, builder] = [
    `g.${names.outer()}`,
    names.outer(),
    names.outer(),
    names.outer(),
  ];
  const signature = signatureParts(steps, names, random);
  const url = urlClass(type, names, `${solve}[0](b)`);
  const plain = [
    signature.helperStatement,
    `${decipher}=function(a){${signature.body}return a.join("")};`,
    `${solve}=[${solver}];`,
    ...(es6
      ? [url.classOf(url.construct)]
      : [`${type}=function(a,b){${url.construct}};`, ...url.members]),
    `${url.parse}=function(a){${url.parseBody}};`,
  ].map((code) => table.rewrite(code));
  const build = es6 ? es6Build : es5Build;
  const built = rewriteBuilder(table, build(builder, type, `${decipher}(decodeURIComponent(c))`));
  return [String(table), ...plain, built];
}

/** 2026: functions that hold several, told apart by numbers, with their strings hidden behind these. */
export function dispatchScript({
  names,
  random,
  steps,
  solver,
  es6,
}: ModernOptions): readonly string[] {
  const table = new StringTable(names.outer(), random);
  const type = `g.${names.outer()}`;
  const [first, second, third] = [0, 1, 2].map(
    () => new Dispatcher(names.outer(), table, random),
  ) as [Dispatcher, Dispatcher, Dispatcher];
  const signature = signatureParts(steps, names, random);
  const decode = first.add('r=decodeURIComponent(V)');
  const decipher = second.add(`var a=V;${signature.body}r=a.join("")`);
  const encode = third.add('r=encodeURIComponent(V)');
  const solve = third.add(`r=(${solver})(V)`);
  const url = urlClass(type, names, `${third.name}(${solve},b)`);
  const parse = first.add(`var a=V;${url.parseBody}`);
  const construct = second.add(`var a=V,b=I;${url.construct}`);
  first.add(`r=V.length>${random.between(1, 50)}?V.slice(1):V`);
  second.add(`V.forEach(function(h){I.push(h)});r=I.join("${random.pick([',', '|'])}")`);
  third.add('r=V===I||V.get("n")===I');
  const plain = [
    ...(es6
      ? [url.classOf(`${second.name}.call(this,${construct},a,b)`)]
      : [
          `${type}=function(a,b){return ${second.name}.call(this,${construct},a,b)};`,
          ...url.members,
        ]),
    `${url.parse}=function(a){${first.name}(${parse},a)};`,
    signature.helperStatement,
  ].map((code) => table.rewrite(code));
  const deciphered = `${second.name}(${decipher},${first.name}(${decode},c))`;
  const build = es6 ? es6Build : es5Build;
  const builder = build(names.outer(), type, deciphered).replace(
    'encodeURIComponent(c)',
    `${third.name}(${encode},c)`,
  );
  const built = rewriteBuilder(table, builder);
  const dispatchers = random.shuffle([String(first), String(second), String(third)]);
  return [String(table), ...dispatchers, ...plain, built];
}
