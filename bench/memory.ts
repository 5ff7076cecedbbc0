/** Watches this process's resident memory; `stop` answers with start, half and peak in MB. */
export function watchMemory(): { stop(): string } {
  const samples: number[] = [];
  const look = (): number => samples.push(process.memoryUsage.rss() / 1_048_576);
  look();
  const timer = setInterval(look, 100);
  return {
    stop() {
      clearInterval(timer);
      return [samples[0], samples[samples.length >> 1], Math.max(...samples)].map((value) => Math.round(value ?? 0)).join(', ');
    },
  };
}
