// How a conversation comes from Telegram: with a code behind the address's #, which no server on the way sees.

/** The code, taken out of the address: it is good for once. */
export function arrival(): string | undefined {
  const code = /^#dari=([0-9a-f]{64})$/.exec(location.hash)?.[1];
  if (code) history.replaceState(null, "", location.pathname + location.search);
  return code;
}
