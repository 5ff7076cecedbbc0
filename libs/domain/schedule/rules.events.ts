export const SCHEDULE_RULES_STREAM = 'rules-schedule';

// Storage format: add a version and an upcaster, never edit one.
/** From here on the status of targets goes by this version of the schedule's rules. */
export type ScheduleRulesEvent = { readonly type: 'ScheduleRulesAdopted'; readonly data: { readonly version: number } };
