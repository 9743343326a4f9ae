// One look at a conversation that is not open: what its stream has at once, and then it is left.

import { follow } from "../feed.ts";
import type { ConversationId, StaffEvent } from "../wire.ts";
import type { Api } from "./api.ts";

const QUIET = 250;
const LONGEST = 2500;

export function look(api: Api, conversation: ConversationId): Promise<StaffEvent[]> {
  return new Promise((resolve) => {
    const events: StaffEvent[] = [];
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const done = () => {
      clearTimeout(quiet);
      clearTimeout(longest);
      stop();
      resolve(events);
    };
    const longest = setTimeout(done, LONGEST);
    const stop = follow(api.server, `/v1/agent/conversations/${encodeURIComponent(conversation)}/events`, {
      on: ({ name, data }) => {
        if (name === "event") events.push(JSON.parse(data) as StaffEvent);
        clearTimeout(quiet);
        quiet = setTimeout(done, QUIET);
      },
      link: ({ link }) => {
        if (link === "refused") setTimeout(done);
      },
    });
  });
}
