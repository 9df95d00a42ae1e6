import * as v from 'valibot';
import { operationSchema } from './operations';

/** A name of the script's outermost scope. Checked, since it becomes part of code that we run. */
const name = v.pipe(v.string(), v.regex(/^[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60})?$/));
const property = v.pipe(v.string(), v.maxLength(200));

/** How a signature is had from a script. */
export const signatureMethodSchema = v.variant('via', [
  /** Operations as data. */
  v.object({ via: v.literal('operations'), operations: v.array(operationSchema) }),
  /** The function `name(url, parameter, signature)` that builds a media URL. */
  v.object({ via: v.literal('media-url'), name }),
  /** A function of the signature alone. */
  v.object({ via: v.literal('function'), name }),
]);

/** How an `n` is had from a script. */
export const nMethodSchema = v.variant('via', [
  /** A URL object of the player's, made by the function that builds media URLs or by its constructor, and the method that solves it (none: reading solves it). */
  v.object({
    via: v.literal('url-object'),
    make: v.picklist(['build', 'construct']),
    name,
    method: v.nullable(property),
  }),
  /** A constructor as above whose methods have unknown names: `print` is the one that writes the URL. */
  v.object({
    via: v.literal('printed-url'),
    name,
    method: v.nullable(property),
    print: property,
  }),
  /** A function of `n` alone, or a place in an array of such. */
  v.object({ via: v.literal('function'), name, index: v.nullable(v.number()) }),
]);

export type SignatureMethod = v.InferOutput<typeof signatureMethodSchema>;
export type NMethod = v.InferOutput<typeof nMethodSchema>;

const base = '"https://r1---sn-reelkeep.googlevideo.com/videoplayback?expire=1&id=1"';

/** The guest function that makes a URL object from `url`. */
const makeUrl = (make: 'build' | 'construct', of: string) =>
  make === 'build' ? `${of}(url,"","")` : `new ${of}(url,true)`;

/** The entry, as text, from an enciphered signature to the true one. Operations have none. */
export function signatureEntry(method: Exclude<SignatureMethod, { via: 'operations' }>): string {
  if (method.via === 'function') return `function(s){return ${method.name}(s)}`;
  return `function(s){return decodeURIComponent(${method.name}(${base},"s",encodeURIComponent(s)).get("s"))}`;
}

/** The entry, as text, from an `n` of a URL to its answer. */
export function nEntry(method: NMethod): string {
  switch (method.via) {
    case 'function':
      return `function(n){return ${method.name}${method.index === null ? '' : `[${method.index}]`}(n)}`;
    case 'url-object': {
      const call = method.method === null ? '' : `made[${JSON.stringify(method.method)}]();`;
      return `function(n){var url=${base}+"&n="+encodeURIComponent(n),made=${makeUrl(method.make, method.name)};${call}return made.get("n")}`;
    }
    case 'printed-url': {
      const call = method.method === null ? '' : `made[${JSON.stringify(method.method)}]();`;
      return `function(n){var url=${base}+"&n="+encodeURIComponent(n),made=${makeUrl('construct', method.name)};${call}var found=/[?&]n=([^&]*)/.exec(made[${JSON.stringify(method.print)}]());return decodeURIComponent(found[1])}`;
    }
  }
}

/**
 * An entry that looks, with one `n`, for the methods that solve it: JSON pairs of method (null: none
 * was needed) and answer. Every method but the three that every URL object has is tried on an object of its own.
 */
export function urlObjectSearch(make: 'build' | 'construct', of: string): string {
  return `function(n){
    var url=${base}+"&n="+encodeURIComponent(n),make=function(){return ${makeUrl(make, of)}};
    var first=make(),read=first.get("n");
    if(typeof read==="string"&&read!==n)return JSON.stringify([[null,read]]);
    var found=[],prototype=Object.getPrototypeOf(first);
    Object.getOwnPropertyNames(prototype).slice(0,40).forEach(function(key){
      if(/^(?:constructor|get|set|clone)$/.test(key)||typeof prototype[key]!=="function"||prototype[key].length>0)return;
      try{var made=make();made[key]();var answer=made.get("n");if(typeof answer==="string"&&answer!==n)found.push([key,answer])}catch(error){}
    });
    return JSON.stringify(found);
  }`;
}

/** The same where not even \`get\` is known by name: triples of method, printing method and answer. */
export function printedUrlSearch(of: string): string {
  return `function(n){
    var url=${base}+"&n="+encodeURIComponent(n),make=function(){return ${makeUrl('construct', of)}};
    var found=[],prototype=Object.getPrototypeOf(make());
    var keys=Object.getOwnPropertyNames(prototype).slice(0,12).filter(function(key){return key!=="constructor"&&typeof prototype[key]==="function"&&prototype[key].length===0});
    [null].concat(keys).forEach(function(key){
      keys.forEach(function(print){
        try{
          var made=make();if(key!==null)made[key]();
          var text=made[print](),match=typeof text==="string"&&text.indexOf("https://r1---sn-reelkeep.")===0&&/[?&]n=([^&]*)/.exec(text);
          if(match){var answer=decodeURIComponent(match[1]);if(answer!==n)found.push([key,answer,print])}
        }catch(error){}
      });
    });
    return JSON.stringify(found);
  }`;
}
