import { localityCodec } from './locality.codec.js';
import { localityDecider } from './locality.state.js';

/** What turns a `locality-…` stream into its state. */
export const LOCALITY = { category: 'locality', codec: localityCodec, decider: localityDecider };
