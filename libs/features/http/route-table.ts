export interface Route {
  readonly method: string;
  /** `/v1/targets/:id/revisions` */
  readonly path: string;
}

/** Every route of the application, to tell an unknown path (404) from a path with another method (405). */
export class RouteTable {
  readonly routes: Route[] = [];
  private readonly patterns = new Map<string, RegExp>();

  add(method: string, path: string): void {
    this.routes.push({ method, path });
    if (!this.patterns.has(path)) this.patterns.set(path, patternOf(path));
  }

  /** The methods that the path takes; empty for an unknown path. */
  methodsOf(path: string): readonly string[] {
    return this.routes.filter((route) => this.patterns.get(route.path)?.test(path)).map((route) => route.method);
  }
}

function patternOf(path: string): RegExp {
  const literal = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/:\w+/g, '[^/]+').replace('\\*', '.*')}/?$`);
}
