import { Module } from '@nestjs/common';
import { EvidenceController } from './evidence.http.js';
import { EvidenceDoor } from './evidence-door.js';

@Module({ controllers: [EvidenceController], providers: [EvidenceDoor] })
export class EvidenceModule {}
