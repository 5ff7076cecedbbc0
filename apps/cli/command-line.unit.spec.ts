import { lineOf } from './cli-error.js';
import { progressText } from './progress-line.js';
import { program } from './program.js';
import { serverAddress } from './server-address.js';
import { insisting } from './stop-signals.js';
import { examples } from './welcome.js';

describe('the command line', () => {
  it('tells in both languages what each command does', () => {
    const commands = program().commands.map((command) => [command.name(), command.description()]);
    expect(commands.map(([name]) => name)).toEqual([
      'start',
      'api',
      'projector',
      'token',
      'catalog',
      'rebuild',
      'key',
      'verify',
      'export-evidence',
      'replay',
      'backtest',
      'read',
      'bench',
    ]);
    for (const [, description] of commands) expect(description).toMatch(/.+ \/ .+/);
  });

  it.each([
    ['postgres://tiendo:geheim@db.example:5432/tiendo?sslmode=require', 'db.example:5432/tiendo'],
    ['esdb://admin:geheim@10.0.0.1:2113,10.0.0.2:2113?tls=false', '10.0.0.1:2113,10.0.0.2:2113'],
    ['postgres://localhost/', 'localhost'],
    ['nonsense', '?'],
  ])('shows of %s where it points and no more', (url, address) => {
    expect(serverAddress(url)).toBe(address);
  });

  it('says an error in one line', () => {
    expect(lineOf(new Error('first\n  second\n'))).toBe('first; second');
    expect(lineOf('plain')).toBe('plain');
  });

  it('draws progress with numbers as they are written in Vietnam', () => {
    expect(progressText('Danh mục', 1659, 3318, 'localities')).toBe('Danh mục [############------------] 1.659 / 3.318 localities');
    expect(progressText('Danh mục', 0, 0, '')).toBe('Danh mục [########################] 0 / 0');
  });

  it('takes the echo of a Ctrl-C for the same one', () => {
    const heard: string[] = [];
    const asked = insisting(
      () => heard.push('stop'),
      () => heard.push('force'),
    );
    asked();
    asked();
    expect(heard).toEqual(['stop']);
  });

  it('quotes what a shell would take apart', () => {
    const commands = examples('http://localhost:3000', `/srv/an o'clock/planner.header`).map(({ command }) => command);
    for (const command of commands) expect(command).toContain(`'@/srv/an o'\\''clock/planner.header'`);
  });
});
