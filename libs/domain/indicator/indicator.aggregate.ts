import { indicatorCodec } from './indicator.codec.js';
import { indicatorDecider } from './indicator.decide.js';

/** What turns a `indicator-…` stream into its state. */
export const INDICATOR = { category: 'indicator', codec: indicatorCodec, decider: indicatorDecider };
