import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { AccessGuard } from '../../libs/features/access/access.guard.js';
import { TokenVerifier, type AccessConfig } from '../../libs/features/access/token-verifier.js';
import { EVENT_STORE, LOG, SQL } from '../../libs/features/http/tokens.js';
import { FEATURES } from './features.js';

/** What every feature may inject. */
@Module({})
class HouseModule {
  static with({ eventStore, sql, log, access }: AppParts): DynamicModule {
    const providers = [
      { provide: EVENT_STORE, useValue: eventStore },
      { provide: SQL, useValue: sql },
      { provide: LOG, useValue: log },
      { provide: TokenVerifier, useValue: new TokenVerifier(access) },
    ];
    return { module: HouseModule, global: true, providers, exports: providers };
  }
}

export interface AppParts {
  readonly eventStore: EventStore;
  readonly sql: Sql;
  readonly log: Logger;
  readonly access: AccessConfig;
}

/** The whole API: the house, the door, the features. */
@Module({})
export class AppModule {
  static with(parts: AppParts): DynamicModule {
    const guard = { provide: APP_GUARD, useFactory: (reflector: Reflector, verifier: TokenVerifier) => new AccessGuard(reflector, verifier), inject: [Reflector, TokenVerifier] };
    return { module: AppModule, imports: [CqrsModule.forRoot(), HouseModule.with(parts), ...FEATURES], providers: [guard] };
  }
}
