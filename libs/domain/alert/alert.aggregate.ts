import { alertCodec } from './alert.codec.js';
import { alertDecider } from './alert.state.js';

/** What turns a `alert-…` stream into its state. */
export const ALERT = { category: 'alert', codec: alertCodec, decider: alertDecider };
