import { targetCodec } from './target.codec.js';
import { targetDecider } from './target.state.js';

/** What turns a `target-…` stream into its state. */
export const TARGET = { category: 'target', codec: targetCodec, decider: targetDecider };
