import { Global, Module } from '@nestjs/common';
import { ProjectionPositions } from './projection-positions.js';

/** What every read route needs: how far the projections are. */
@Global()
@Module({ providers: [ProjectionPositions], exports: [ProjectionPositions] })
export class ReadSideModule {}
