/** Where a URL points, for a person: host, port and database, never user or password. */
export function serverAddress(url: string): string {
  const authority = /^[\w+.-]+:\/\/(?:[^@/]*@)?([^/?]+)([^?]*)/.exec(url);
  return authority ? `${authority[1]}${authority[2] === '/' ? '' : authority[2]}` : '?';
}
