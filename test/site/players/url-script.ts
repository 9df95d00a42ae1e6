import type { FreshNames } from './fresh-names';

/** The player's URL class and the function that builds media URLs, as statements of the outermost scope. */
export interface UrlScript {
  readonly statements: readonly string[];
}

export interface UrlScriptOptions {
  readonly names: FreshNames;
  readonly namespace: string;
  /** The name of the signature function. */
  readonly signature: string;
  /** 2020–2024: the call that gives the answer for the `n` in `b`; empty where the player has none. */
  readonly solveOnRead: string;
  /** How the key `n` is written. */
  readonly nKey: string;
}

/** 2018–2024: the class parses its URL when it is first read, and solves `n` then if it was made with `true`. */
export function urlScript(options: UrlScriptOptions): UrlScript {
  const { names, namespace, signature, solveOnRead, nKey } = options;
  const [type, parse, pairs, build, own] = [
    `${namespace}.${names.outer()}`,
    names.outer(),
    names.outer(),
    names.outer(),
    names.member(),
  ];
  const [source, solves, query, base] = [
    names.member(),
    names.member(),
    names.member(),
    names.member(),
  ];
  const solve =
    solveOnRead === ''
      ? ''
      : `a.${solves}&&(b=a.get(${nKey}))&&(b=${solveOnRead},a.set(${nKey},b))`;
  return {
    statements: [
      `${pairs}=function(a){for(var b={},c=0,d=a.split("&");c<d.length;c++){var e=d[c].indexOf("=");e>0&&(b[d[c].substr(0,e)]=d[c].substr(e+1))}return b};`,
      `${type}=function(a,b){this.${source}=a;this.${solves}=void 0===b?!1:b;this.${base}="";this.${query}={};this.url=""};`,
      `${parse}=function(a){if(a.${source}){var b=a.${source}.split("?"),c=a.${query};a.${base}=b[0];a.${query}=${pairs}(b[1]||"");for(var d in c)a.${query}[d]=c[d];a.${source}="";${solve}}};`,
      `${type}.prototype.set=function(a,b){this.${query}[a]!==b&&(this.${query}[a]=b,this.url="")};`,
      `${type}.prototype.get=function(a){${parse}(this);return this.${query}[a]||null};`,
      `${type}.prototype.${own}=function(){if(!this.url){${parse}(this);var a=[],b;for(b in this.${query})a.push(b+"="+this.${query}[b]);this.url=this.${base}+"?"+a.join("&")}return this.url};`,
      `${type}.prototype.clone=function(){var a=new ${type}(this.${source},this.${solves});a.${base}=this.${base};a.${query}=Object.assign({},this.${query});return a};`,
      `${build}=function(a,b,c){b=void 0===b?"":b;c=void 0===c?"":c;a=new ${type}(a,!0);a.set("alr","yes");c&&(c=${signature}(decodeURIComponent(c)),a.set(b,encodeURIComponent(c)));return a};`,
    ],
  };
}
