import { mediaUrlN, mediaUrlSignature } from './strategies/media-url';
import { nFunction } from './strategies/n-function';
import { operationsSignature } from './strategies/operations';
import { probedBuilder } from './strategies/probed-builder';
import { probedFunctionN, probedFunctionSignature } from './strategies/probed-function';
import { probedUrlClass } from './strategies/probed-url-class';
import { urlClass } from './strategies/url-class';
import type { NStrategy, SignatureStrategy } from './strategy';

/** In order of cost. Two that agree end the search; two that disagree leave it to the next. */
export const signatureStrategies: readonly SignatureStrategy[] = [
  operationsSignature,
  mediaUrlSignature,
  probedBuilder,
  probedFunctionSignature,
];

/** As above, for `n`. */
export const nStrategies: readonly NStrategy[] = [
  mediaUrlN,
  nFunction,
  urlClass,
  probedUrlClass,
  probedFunctionN,
];
