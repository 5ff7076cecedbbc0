import { Module } from '@nestjs/common';
import { AcceptProposalsHandler } from './accept-proposals.handler.js';
import { AcceptanceOutcomes } from './acceptance-outcomes.js';
import { RegisterDirectiveHandler } from './directives.handler.js';
import { DirectiveCommandsController } from './directives.http.js';
import { ProposalCommandsController } from './proposals.http.js';
import { Readings } from './readings.js';
import { DescribeDirectiveHandler, JudgeDirectiveHandler, JudgeProposalHandler, ReadDirectiveHandler } from './review.handler.js';
import { StandingTargets } from './standing-targets.js';
import { UploadNotes } from './upload-notes.js';
import { UploadDirectiveHandler } from './upload.handler.js';
import { Withdrawals } from './withdrawals.js';

@Module({
  controllers: [DirectiveCommandsController, ProposalCommandsController],
  providers: [
    ...[Readings, Withdrawals, StandingTargets, AcceptanceOutcomes, UploadNotes],
    ...[RegisterDirectiveHandler, UploadDirectiveHandler, DescribeDirectiveHandler, ReadDirectiveHandler],
    ...[AcceptProposalsHandler, JudgeDirectiveHandler, JudgeProposalHandler],
  ],
  exports: [Readings],
})
export class DirectivesModule {}
