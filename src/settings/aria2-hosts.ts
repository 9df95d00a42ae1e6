/** What the browser must allow before this address may be asked: sockets need no leave. */
export function hostsOfAria2(address: string): string[] {
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) ? [hostname] : [];
}
