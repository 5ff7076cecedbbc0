import type { Type } from '@nestjs/common';
import { AlertsModule } from '../../libs/features/alerts/alerts.module.js';
import { DirectiveReadsModule } from '../../libs/features/directives/directives.reads.module.js';
import { DirectivesModule } from '../../libs/features/directives/directives.module.js';
import { DutiesModule } from '../../libs/features/duties/duties.module.js';
import { EscalationModule } from '../../libs/features/escalation/escalation.module.js';
import { EvidenceModule } from '../../libs/features/evidence/evidence.module.js';
import { EventsModule } from '../../libs/features/events/events.module.js';
import { HistoriesModule } from '../../libs/features/histories/histories.module.js';
import { HolidaysModule } from '../../libs/features/holidays/holidays.module.js';
import { HealthModule } from '../../libs/features/health/health.module.js';
import { IndicatorReadsModule } from '../../libs/features/indicators/indicators.reads.module.js';
import { IndicatorsModule } from '../../libs/features/indicators/indicators.module.js';
import { LocalityReadsModule } from '../../libs/features/localities/localities.reads.module.js';
import { LocalitiesModule } from '../../libs/features/localities/localities.module.js';
import { MeasurementReadsModule } from '../../libs/features/measurements/measurements.reads.module.js';
import { MeasurementsModule } from '../../libs/features/measurements/measurements.module.js';
import { NotificationsModule } from '../../libs/features/notifications/notifications.module.js';
import { PlanCapitalModule } from '../../libs/features/plan-capital/plan-capital.module.js';
import { ProgressModule } from '../../libs/features/progress/progress.module.js';
import { ReadSideModule } from '../../libs/features/http/read-side.module.js';
import { ScoreboardModule } from '../../libs/features/scoreboard/scoreboard.module.js';
import { TargetReadsModule } from '../../libs/features/targets/targets.reads.module.js';
import { TargetsModule } from '../../libs/features/targets/targets.module.js';
import { TransparencyModule } from '../../libs/features/transparency/transparency.module.js';

/** The modules that write: one per aggregate. */
const COMMAND_MODULES: readonly Type[] = [LocalitiesModule, DirectivesModule, IndicatorsModule, TargetsModule, MeasurementsModule];

/** The modules that read. */
const READ_MODULES: readonly Type[] = [
  ReadSideModule,
  LocalityReadsModule,
  DirectiveReadsModule,
  IndicatorReadsModule,
  TargetReadsModule,
  MeasurementReadsModule,
  EventsModule,
  HistoriesModule,
  EvidenceModule,
  ProgressModule,
  DutiesModule,
  HolidaysModule,
  AlertsModule,
  EscalationModule,
  NotificationsModule,
  PlanCapitalModule,
  ScoreboardModule,
  TransparencyModule,
  HealthModule,
];

export const FEATURES: readonly Type[] = [...COMMAND_MODULES, ...READ_MODULES];
