import { DomainError } from '../../libs/domain/kernel/errors.js';
import { explainField, sentence } from '../../libs/features/http/problem-text.js';
import { InvalidRequest, Unavailable } from '../../libs/features/http/refusals.js';
import { bilingual, CliError } from './cli-error.js';

/** Refusals in one line. Throws `CliError`. */
export async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidRequest) {
      const said = error.errors.map(
        (field) => `${field.path}: ${bilingual(explainField(field, 'vi').message, explainField(field, 'en').message)}`,
      );
      throw new CliError(said.join('; '), { cause: error });
    }
    if (!(error instanceof DomainError || error instanceof Unavailable)) throw error;
    const params = error.params as Parameters<typeof sentence>[1];
    throw new CliError(bilingual(sentence(error.code, params, 'vi'), sentence(error.code, params, 'en')), { cause: error });
  }
}
