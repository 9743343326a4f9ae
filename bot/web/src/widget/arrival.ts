// How a conversation comes from Telegram: with a code behind the address's #, which no server on the way sees.

/** The code, taken out of the address: it is good for once. */
export function arrival(): string | undefined {
  const [page, code] = location.href.split("#dari=");
  if (code) history.replaceState(history.state, "", page);
  return code;
}
