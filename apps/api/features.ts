import type { Type } from '@nestjs/common';

/** The modules that write: one per aggregate. */
const COMMAND_MODULES: readonly Type[] = [];

/** The modules that read. */
const READ_MODULES: readonly Type[] = [];

export const FEATURES: readonly Type[] = [...COMMAND_MODULES, ...READ_MODULES];
