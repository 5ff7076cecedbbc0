import { SetMetadata } from '@nestjs/common';
import type { Role } from '../../domain/kernel/command.js';

export const ACCESS = 'tiendo:access';
export type AccessRule = 'open' | readonly Role[];

/** The roles that may use a route (or every route of a controller). A route without a rule lets nobody in. */
export const Requires = (...roles: readonly Role[]) => SetMetadata(ACCESS, roles);

/** A route that needs no token: health, metrics, documentation. */
export const Open = () => SetMetadata(ACCESS, 'open');

/** Every role: reads that a token alone opens. */
export const RequiresToken = () => Requires('planner', 'verifier', 'leader', 'auditor', 'admin');
