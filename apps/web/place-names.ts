import type { LocalityDetail } from '../../libs/contract/localities.reads.js';
import { read } from './api.js';
import type { Speech } from './text.js';

/** Names of localities in one language, each read once. */
export class PlaceNames {
  private readonly names = new Map<string, string>();
  private readonly nations = new Set<string>();

  constructor(private readonly speech: Speech) {}

  /** Learns the names of those not known yet; one that cannot be read stays unknown. */
  async learn(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.names.has(id));
    await Promise.all(unknown.map((id) => this.learnOne(id).catch(() => null)));
  }

  known(id: string): string | null {
    return this.names.get(id) ?? null;
  }

  /** To whom an alert goes up: what stands above the provinces is spoken of by its level. */
  above(id: string): string | null {
    if (!this.nations.has(id)) return this.known(id);
    return this.speech.language === 'en' ? 'the national level' : 'cấp trung ương';
  }

  private async learnOne(id: string): Promise<void> {
    const { language } = this.speech;
    const { fullName, nameEn, level } = await read<LocalityDetail>(`/v1/localities/${encodeURIComponent(id)}`, {}, language);
    if (level === 'nation') this.nations.add(id);
    this.names.set(id, language === 'en' && nameEn ? nameEn : fullName);
  }
}
