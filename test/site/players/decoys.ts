import type { FreshNames } from './fresh-names';
import type { Seeded } from './seeded';

type Decoy = (random: Seeded, names: FreshNames, known: readonly string[]) => string;

const call = (random: Seeded, known: readonly string[]) =>
  known.length > 0 ? random.pick(known) : 'Boolean';

/** Function bodies that look like a player's other business, some much like what solvers look for. */
const decoys: readonly Decoy[] = [
  (random, _names, known) =>
    `function(a,b){if(!a)return ${random.between(0, 99)};for(var c=0,d=[];c<a.length;c++)${call(random, known)}(a[c],b)&&d.push(a[c]);return d}`,
  (random, names) =>
    `function(a){this.${names.member()}=a;this.${names.member()}=${random.between(1, 5000)};this.${names.member()}=null}`,
  (random) =>
    `function(a,b,c){b=b||",$";"string"==typeof b&&(b=b.split(""));c=c||${random.between(0, 2)};if(!(a instanceof Array)||c>=b.length)return encodeURIComponent(""+a);for(var d=[],e=0;e<a.length;e++)d.push(a[e]);return d.join(b[c])}`,
  (random, _names, known) =>
    `function(a){var b=/^(\\d+)[,;:\\/]([^\\]/"']*)$/.exec(a);return b?${call(random, known)}(b[1])+b[2].length/${random.between(2, 60)}:"${random.text('abcdef {}();', 9)}"}`,
  (random) =>
    `function(a,b){switch(a){case ${random.between(0, 9)}:return b+1;case ${random.between(10, 19)}:b/=2;break;default:return{a:a,b:b,"c-d":[1,2,b]}}return b}`,
  (random, _names, known) =>
    `function(a,b){try{return ${call(random, known)}(a).${random.pick(['get', 'set', 'clone'])}(b)}catch(c){return"enhanced_"+c}}`,
  (random) =>
    `function(a){a=a.split(",");a.reverse();a.splice(0,${random.between(1, 3)});return a.join("&")}`,
  (random, names) =>
    `function(a,b){var c=new Date;c.${names.member()}="alr";b&&(c.${names.member()}="yes");return a+${random.between(1, 900)}}`,
];

/** Declarations of about `bytes` characters in all, each a statement of the outermost scope. */
export function randomDecoys(
  random: Seeded,
  names: FreshNames,
  bytes: number,
  namespace: string,
): readonly string[] {
  const statements: string[] = [];
  const known: string[] = [];
  for (let size = 0; size < bytes; ) {
    const shared = namespace !== '' && random.chance(0.2);
    const name = `${shared ? `${namespace}.` : ''}${names.outer()}`;
    const body = random.pick(decoys)(random, names, known.slice(-40));
    const statement =
      random.chance(0.15) && !shared
        ? `function ${name}${body.slice('function'.length)}`
        : `${shared ? '' : namespace === '' ? 'var ' : ''}${name}=${body};`;
    statements.push(statement);
    known.push(name);
    size += statement.length;
  }
  return statements;
}
