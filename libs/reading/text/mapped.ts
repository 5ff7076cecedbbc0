/** Characters with the stretch of the source that each came from, in UTF-16 units. */
export interface Mapped {
  readonly text: string;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** Puts a mapped text together from pieces of another one. */
export class MappedBuilder {
  private readonly pieces: string[] = [];
  private start: Uint32Array;
  private end: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
  }

  /** Copies the characters between two indices, with their places. */
  copy(of: Mapped, from: number, to: number): void {
    if (to <= from) return;
    this.reserve(to - from);
    this.start.set(of.start.subarray(from, to), this.length);
    this.end.set(of.end.subarray(from, to), this.length);
    this.pieces.push(of.text.slice(from, to));
    this.length += to - from;
  }

  /** Adds characters that stand for the stretch of the source between two places. */
  put(characters: string, start: number, end: number): void {
    this.reserve(characters.length);
    this.start.fill(start, this.length, this.length + characters.length);
    this.end.fill(end, this.length, this.length + characters.length);
    this.pieces.push(characters);
    this.length += characters.length;
  }

  /** The place in the source where the last character ends. */
  get reached(): number {
    return this.length === 0 ? 0 : (this.end[this.length - 1] ?? 0);
  }

  build(): Mapped {
    return { text: this.pieces.join(''), start: this.start.subarray(0, this.length), end: this.end.subarray(0, this.length) };
  }

  private reserve(more: number): void {
    if (this.length + more <= this.start.length) return;
    const capacity = Math.max(this.length + more, this.start.length * 2, 64);
    this.start = grown(this.start, capacity);
    this.end = grown(this.end, capacity);
  }
}

function grown(array: Uint32Array, capacity: number): Uint32Array {
  const larger = new Uint32Array(capacity);
  larger.set(array);
  return larger;
}
