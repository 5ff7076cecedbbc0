import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import { CommandHandling } from '../../libs/event-store/command-handling.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { Facts } from '../../libs/event-store/facts.js';
import { AccessGuard } from '../../libs/features/access/access.guard.js';
import { LocalityScope } from '../../libs/features/access/locality-scope.js';
import { CommandDoor } from '../../libs/features/http/command-door.js';
import { Idempotency } from '../../libs/features/http/idempotency.js';
import { EVENT_STORE, LOG, SQL } from '../../libs/features/http/tokens.js';
import { FEATURES } from './features.js';

/** The streams that decisions about others ask for. */
const FACT_CATEGORIES = ['locality', 'directive', 'indicator'];

/** What every feature may inject. */
@Module({})
class HouseModule {
  static with({ eventStore, sql, log }: AppParts): DynamicModule {
    const facts = new Facts(eventStore, FACT_CATEGORIES);
    const providers = [
      { provide: EVENT_STORE, useValue: eventStore },
      { provide: SQL, useValue: sql },
      { provide: LOG, useValue: log },
      { provide: Facts, useValue: facts },
      { provide: CommandHandling, useValue: new CommandHandling(eventStore, facts) },
      { provide: Idempotency, useValue: new Idempotency(sql) },
      LocalityScope,
      CommandDoor,
    ];
    return { module: HouseModule, global: true, imports: [CqrsModule.forRoot()], providers, exports: [...providers, CqrsModule] };
  }
}

export interface AppParts {
  readonly eventStore: EventStore;
  readonly sql: Sql;
  readonly log: Logger;
}

/** The whole API: the house, the door, the features. */
@Module({})
export class AppModule {
  static with(parts: AppParts): DynamicModule {
    const guard = { provide: APP_GUARD, useFactory: (reflector: Reflector) => new AccessGuard(reflector), inject: [Reflector] };
    return { module: AppModule, imports: [HouseModule.with(parts), ...FEATURES], providers: [guard] };
  }
}
