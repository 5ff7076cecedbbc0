import { Module } from '@nestjs/common';
import { DirectivesModule } from './directives.module.js';
import { DirectiveQueries } from './directives.query.js';
import { DirectiveReadsController } from './directives.read.http.js';
import { ProposalOutcomes } from './outcomes.query.js';
import { ProposalQueries } from './proposals.query.js';
import { Suggestions } from './suggestions.js';

@Module({
  imports: [DirectivesModule],
  controllers: [DirectiveReadsController],
  providers: [DirectiveQueries, ProposalOutcomes, ProposalQueries, Suggestions],
})
export class DirectiveReadsModule {}
