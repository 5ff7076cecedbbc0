import { Module } from '@nestjs/common';
import { SetHolidaysHandler } from './holidays.handler.js';
import { HolidaysController } from './holidays.http.js';

@Module({ controllers: [HolidaysController], providers: [SetHolidaysHandler] })
export class HolidaysModule {}
