import { Module } from '@nestjs/common';
import { ScoreboardController } from './scoreboard.read.http.js';

@Module({ controllers: [ScoreboardController] })
export class ScoreboardModule {}
