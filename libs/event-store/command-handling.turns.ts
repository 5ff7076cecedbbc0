/** Lets tasks of one name run one after the other, so that commands on one stream do not collide within a process. */
export class TurnTaking {
  private readonly last = new Map<string, Promise<unknown>>();

  take<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(name);
    const mine = before ? before.then(task, task) : task();
    this.last.set(name, mine);
    const leave = (): void => {
      if (this.last.get(name) === mine) this.last.delete(name);
    };
    mine.then(leave, leave);
    return mine;
  }
}
