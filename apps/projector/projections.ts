import type { Projection } from '../../libs/event-store/projection.js';
import { progressProjection } from '../../libs/features/progress/progress.projection.js';

/** Every read model, each its own schema. */
export const PROJECTIONS: readonly Projection[] = [progressProjection];
