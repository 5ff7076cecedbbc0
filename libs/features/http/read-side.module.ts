import { Global, Module } from '@nestjs/common';
import { ProjectionPositions } from './projection-positions.js';
import { Readings } from './readings.js';

/** What every read route needs: how far the projections are, and one sight of their tables. */
@Global()
@Module({ providers: [ProjectionPositions, Readings], exports: [ProjectionPositions, Readings] })
export class ReadSideModule {}
