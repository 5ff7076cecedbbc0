import type { Type } from '@nestjs/common';
import { DirectivesModule } from '../../libs/features/directives/directives.module.js';
import { IndicatorsModule } from '../../libs/features/indicators/indicators.module.js';
import { LocalitiesModule } from '../../libs/features/localities/localities.module.js';
import { MeasurementsModule } from '../../libs/features/measurements/measurements.module.js';
import { TargetsModule } from '../../libs/features/targets/targets.module.js';

/** The modules that write: one per aggregate. */
const COMMAND_MODULES: readonly Type[] = [LocalitiesModule, DirectivesModule, IndicatorsModule, TargetsModule, MeasurementsModule];

/** The modules that read. */
const READ_MODULES: readonly Type[] = [];

export const FEATURES: readonly Type[] = [...COMMAND_MODULES, ...READ_MODULES];
