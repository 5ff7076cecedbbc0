import autocannon from 'autocannon';

/** Told by the parent process: where to post, and from which number on the figures are new. */
interface Load {
  readonly url: string;
  readonly token: string;
  readonly seconds: number;
  readonly from: number;
}

const COMMUNES = 3_321;
const INDICATORS = 10;

/** The `n`th figure of the benchmark: each under a key of its own. */
export function figureNumber(n: number) {
  const [indicator, commune, day] = [
    1 + (n % INDICATORS),
    1 + (Math.floor(n / INDICATORS) % COMMUNES),
    Math.floor(n / INDICATORS / COMMUNES),
  ];
  return {
    indicatorId: `bench-${indicator}`,
    localityId: `vn-${String(commune).padStart(5, '0')}@bench`,
    asOf: new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10),
    basis: 'actual',
    figure: { shape: 'ratio', numerator: String(100 + day), denominator: '1000' },
  };
}

async function run({ url, token, seconds, from }: Load): Promise<void> {
  let next = from;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const result = await autocannon({
    url,
    connections: 64,
    duration: seconds,
    requests: [{ method: 'POST', headers, setupRequest: (request) => ({ ...request, body: JSON.stringify(figureNumber(next++)) }) }],
  });
  process.send?.({
    perSecond: result.requests.total / result.duration,
    refused: result.non2xx + result.errors,
    p99: result.latency.p99,
    next,
  });
}

if (process.send) process.once('message', (load) => void run(load as Load).then(() => process.disconnect?.()));
