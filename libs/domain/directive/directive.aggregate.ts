import { directiveCodec } from './directive.codec.js';
import { directiveDecider, reviewDecider } from './directive.state.js';
import { directiveTextCodec } from './directive-text.codec.js';
import { directiveTextDecider } from './directive-text.decide.js';

/** What turns a `directive-…` stream into what other decisions ask of it. */
export const DIRECTIVE = { category: 'directive', codec: directiveCodec, decider: directiveDecider };

/** What turns a `directive-…` stream into its state with the proposals: for the commands on it. */
export const REVIEW = { category: 'directive', codec: directiveCodec, decider: reviewDecider };

/** What turns a `text-…` stream into the text. */
export const DIRECTIVE_TEXT = { category: 'text', codec: directiveTextCodec, decider: directiveTextDecider };
