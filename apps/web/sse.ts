/** One message of a stream of server-sent events. */
export interface SseMessage {
  readonly id: string;
  readonly data: string;
}

/**
 * Reads server-sent events from text that comes in pieces cut anywhere (WHATWG HTML §9.2.6): comments and messages without data
 * are left out, an id holds until the next one.
 */
export function sseReader(onMessage: (message: SseMessage) => void): (piece: string) => void {
  let rest = '';
  let [id, data]: [string, string[]] = ['', []];
  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) onMessage({ id, data: data.join('\n') });
      data = [];
      return;
    }
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(text) ?? [];
    if (name === 'id') id = value;
    if (name === 'data') data.push(value);
  };
  return (piece) => {
    // A carriage return at the end may be the first half of a line end.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(line);
  };
}
