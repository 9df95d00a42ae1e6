/** Milliseconds since 1970 until when a media address is good, as its own `expire` says; undefined where it does not. */
export function expiresAt(url: string): number | undefined {
  const expire = new URL(url).searchParams.get('expire') ?? '';
  return /^\d{1,12}$/.test(expire) ? Number(expire) * 1000 : undefined;
}
