const WIDTH = 24;

/** A bar that redraws itself on a terminal, and a line now and then where the output goes to a file. */
export class ProgressLine {
  private shown = '';
  private at = Date.now();

  constructor(
    private readonly label: string,
    private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr,
  ) {}

  /** `isTurn`: something new begins, which is worth a line however soon it comes. */
  show(done: number, total: number, detail = '', isTurn = false): void {
    const isDue = isTurn || Date.now() - this.at >= (this.out.isTTY ? 100 : 3_000);
    if (!isDue && !(this.out.isTTY && done >= total)) return;
    this.at = Date.now();
    this.draw(progressText(this.label, done, total, detail));
  }

  /** Leaves the last state standing. */
  end(): void {
    if (this.out.isTTY && this.shown) this.out.write('\n');
  }

  private draw(text: string): void {
    if (text === this.shown) return;
    this.out.write(this.out.isTTY ? `\r${text.padEnd(this.shown.length)}` : `${text}\n`);
    this.shown = text;
  }
}

/** `Catalogue [######------] 1.234 / 2.000 localities`, numbers written as in Vietnamese. */
export function progressText(label: string, done: number, total: number, detail: string): string {
  const filled = total === 0 ? WIDTH : Math.min(WIDTH, Math.floor((done / total) * WIDTH));
  const numbers = `${done.toLocaleString('vi-VN')} / ${total.toLocaleString('vi-VN')}`;
  return `${label} [${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${numbers} ${detail}`.trimEnd();
}
