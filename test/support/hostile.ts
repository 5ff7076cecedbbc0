import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server that does with a connection what no library would; `seen` has what clients sent. */
export interface Hostile {
  readonly port: number;
  readonly seen: string[];
  /** Connections that are open now. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Gives each connection to `act`, with each piece of text that the client sends. */
export async function startHostile(act: (socket: Socket, text: string) => void, greeting = ''): Promise<Hostile> {
  const sockets = new Set<Socket>();
  const seen: string[] = [];
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    if (greeting !== '') socket.write(greeting);
    socket.setEncoding('utf8').on('data', (text: string) => {
      seen.push(text);
      act(socket, text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    get connections() {
      return sockets.size;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A mail server that answers each command by its first word (`DATA`, `MAIL`, `.` for the message) as told, else kindly. */
export function startHostileMailServer(answers: Readonly<Record<string, ((socket: Socket) => void) | string>>): Promise<Hostile> {
  let isData = false;
  return startHostile((socket, text) => {
    if (isData && !text.endsWith('\r\n.\r\n')) return;
    const word = isData ? '.' : (text.split(/\s/, 1)[0] ?? '').toUpperCase();
    isData = false;
    const answer = answers[word];
    if (typeof answer === 'function') return answer(socket);
    if (answer !== undefined) return void socket.write(`${answer}\r\n`);
    isData = word === 'DATA';
    socket.write(word === 'DATA' ? '354 go on\r\n' : '250 ok\r\n');
  }, '220 hostile\r\n');
}
