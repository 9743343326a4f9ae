// What a conversation may have been about, the likeliest first.

/** Intents that say how somebody spoke, not what about. */
const NO_TOPICS = new Set(["agent_request", "chitchat", "bot_identity", "out_of_scope"]);
const TOPICS = 4;

export function likelyTopics(intents: readonly (string | undefined)[]): string[] {
  return [...new Set(intents)].filter((intent): intent is string => !!intent && !NO_TOPICS.has(intent)).slice(0, TOPICS);
}
