// When a signed-in customer's token has to be renewed.

/** So long before its end it is renewed. */
const AHEAD = 60_000;
/** Not more often than this, whatever the clocks say. */
const LEAST = 15_000;

/** Milliseconds from `now` until the token should be renewed. What cannot be read is asked for soon. */
export function renewIn(token: string, now: number): number {
  try {
    const claims = atob(token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/"));
    const left = (JSON.parse(claims) as { exp: number }).exp * 1000 - now;
    return Math.max(left / 2, left - AHEAD, LEAST) || LEAST;
  } catch {
    return LEAST;
  }
}
