import { eventually } from '../support/eventually.js';
import { dataFolder, TiendoProcess } from '../support/tiendo-process.js';

const MINUTES = 60_000;
const PROVINCE = 'vn-08@base';
/** One target a paragraph, each its own proposal. */
const PLAN = ['ỦY BAN NHÂN DÂN', 'TỈNH TUYÊN QUANG', '', 'KẾ HOẠCH', 'Giải ngân vốn đầu tư công năm 2021', '']
  .concat(
    Array.from(
      { length: 120 },
      (_, index) => `${index + 1}. Phấn đấu đến hết ngày 31/12/2021 giải ngân vốn đầu tư công đạt trên ${10 + (index % 80)}%.\n`,
    ),
  )
  .join('\n');
const LONG = `${PLAN}\n`.concat('Các cơ quan, đơn vị nghiêm túc triển khai thực hiện nội dung nêu trên. '.repeat(60_000));

interface Proposal {
  readonly n: number;
  readonly type: string;
  readonly state: string;
  readonly decision: { readonly targetId: string } | null;
}

class Planner {
  constructor(private readonly tiendo: TiendoProcess) {}

  async get<Answer>(path: string): Promise<Answer> {
    return (await (await fetch(this.tiendo.url + path, { headers: { authorization: this.tiendo.authorization() } })).json()) as Answer;
  }

  /** The answer; null where the process is gone. */
  async post(path: string, body: object): Promise<{ status: number; body: Record<string, string> } | null> {
    const headers = { authorization: this.tiendo.authorization(), 'content-type': 'application/json' };
    const answer = await fetch(this.tiendo.url + path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    return answer && said ? { status: answer.status, body: said as Record<string, string> } : null;
  }
}

describe('kill -9', () => {
  const folder = dataFolder();
  afterAll(() => folder.clear());

  it(
    'amid acceptances leaves target and acceptance both or neither, and amid a reading a directive that the next start reads to the end',
    async () => {
      const first = await TiendoProcess.started(folder.path);
      const planner = new Planner(first);
      const { body } = (await planner.post('/v1/directives', { localityId: PROVINCE, text: PLAN }))!;
      const id = String(body['id']);
      const list = async (who: Planner) => (await who.get<{ items: Proposal[] }>(`/v1/directives/${id}/proposals?limit=500`)).items;
      await eventually(async () => expect((await list(planner)).length).toBeGreaterThan(100), 30_000);
      const targets = (await list(planner)).filter(({ type }) => type === 'target');
      const acknowledged: string[] = [];
      const long = planner.post('/v1/directives', { localityId: PROVINCE, text: LONG });
      const wish = { indicatorId: 'disbursement-of-annual-plan', localityId: PROVINCE, confirm: ['target_stands'] };
      const accepting = (async () => {
        for (const { n } of targets) {
          const answer = await planner.post(`/v1/directives/${id}/proposals/${n}/acceptance`, wish);
          if (answer === null) return;
          if (answer.status === 201) acknowledged.push(String(answer.body['outcomeId']));
        }
      })();
      const uploaded = await long;
      await eventually(() => expect(acknowledged.length).toBeGreaterThan(5), 20_000);
      for (const pid of [...(await first.offspring()), first.pid]) process.kill(pid, 'SIGKILL');
      await accepting;

      const second = await TiendoProcess.started(folder.path);
      const after = new Planner(second);
      const events = await after.get<{ items: { type: string; data: { acceptance: { targetId: string } } }[] }>(
        `/v1/events?stream=directive-${id}&limit=1000&type=ProposalsAccepted`,
      );
      const accepted = events.items.map(({ data }) => data.acceptance.targetId);
      expect(accepted).toEqual(expect.arrayContaining(acknowledged));
      await eventually(async () => {
        const set = await after.get<{ items: { id: string }[] }>(`/v1/targets?directive=${id}&limit=1000`);
        expect(set.items.map((one) => one.id).sort()).toEqual([...accepted].sort());
        const shown = (await list(after)).filter(({ state }) => state === 'accepted');
        expect(shown.map(({ decision }) => decision?.targetId).sort()).toEqual([...accepted].sort());
      }, 60_000);
      const reading = async () => (await after.get<{ state: string }>(`/v1/directives/${uploaded!.body['id']}/reading`)).state;
      await eventually(async () => expect(await reading()).toBe('done'), 60_000);
      second.kill('SIGTERM');
      expect(await second.ended).toEqual({ code: 0, signal: null });
    },
    4 * MINUTES,
  );
});
