import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What tells the person who started the host from every other program and page on the computer: a login token in
 * the address that is printed, exchanged once for a cookie that no script can read. Both are 32 random bytes.
 */
export type SessionSecret = {
  readonly loginToken: string;
  /** Value of the Set-Cookie header. */
  readonly setCookie: string;
  isLoginToken(token: string | null): boolean;
  /** Takes the whole Cookie header. */
  isSignedIn(cookies: string | undefined): boolean;
};

export function createSessionSecret(port: number): SessionSecret {
  const loginToken = randomBytes(32).toString('base64url');
  const value = randomBytes(32).toString('base64url');
  // Browsers share the cookies of 127.0.0.1 between its ports, so the name has to tell hosts apart.
  const name = `packwright-${port}`;
  return {
    loginToken,
    setCookie: `${name}=${value}; HttpOnly; SameSite=Strict; Path=/`,
    isLoginToken: (token) => equalText(token ?? '', loginToken),
    isSignedIn: (cookies) =>
      (cookies ?? '').split(';').some((cookie) => {
        const [cookieName, ...rest] = cookie.trim().split('=');
        return cookieName === name && equalText(rest.join('='), value);
      }),
  };
}

/** In a time that does not depend on where the texts differ. */
function equalText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
