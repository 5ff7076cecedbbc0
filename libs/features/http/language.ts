export type Language = 'vi' | 'en';

/** English only where the caller prefers it to Vietnamese; everything else is answered in Vietnamese (RFC 9110 §12.5.4). */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'vi';
  return weightOf('en', acceptLanguage) > Math.max(weightOf('vi', acceptLanguage), weightOf('*', acceptLanguage)) ? 'en' : 'vi';
}

function weightOf(tag: string, header: string): number {
  for (const range of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.trim().split(';');
    if (name.split('-')[0] !== tag) continue;
    const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
    return q ? Number(q.trim().slice(2)) || 0 : 1;
  }
  return 0;
}
