import { lacking } from '../kernel/errors.js';
import { profileOf, type DefinedIndicator } from '../indicator/indicator.decide.js';
import type { PlannedTrajectory, TargetPlan, Trajectory } from './target.events.js';

/**
 * The course to be stored, with the shares of the profile as they are now. Throws `indicator_unknown`, `profile_unknown` where it names a
 * profile.
 */
export function copiedCourse(
  planned: PlannedTrajectory,
  indicator: Pick<DefinedIndicator, 'profiles'> | null,
  indicatorId: string,
): Trajectory {
  if (planned.kind !== 'profile') return planned;
  const { profileId } = planned;
  if (!indicator) lacking('indicator_unknown', { indicatorId });
  const profile = profileOf(indicator, profileId) ?? lacking('profile_unknown', { indicatorId, profileId });
  return { kind: 'profile', profileId, shares: profile.shares };
}

/** The course of a target that already follows the named profile, whatever became of the profile since; null otherwise. */
export function standingCourse(planned: PlannedTrajectory, stands: Pick<TargetPlan, 'trajectory'> | null): Trajectory | null {
  const course = stands?.trajectory;
  return course?.kind === 'profile' && planned.kind === 'profile' && planned.profileId === course.profileId ? course : null;
}
