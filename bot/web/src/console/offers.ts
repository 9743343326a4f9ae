// What a sign and the first letters put into the text: canned replies after "/", colleagues after "@".

import type { AgentView, CannedReply } from "../wire.ts";
import { fill, match, type Labels, type Values } from "./canned.ts";
import type { Words } from "./words.ts";

export type Sign = "/" | "@";

/** A sign that was typed before the caret: where it stands and what follows it. */
export interface Search {
  sign: Sign;
  from: number;
  query: string;
}

export interface Offer {
  key: string;
  /** What stands for it after the sign. */
  name: string;
  title: string;
  text: string;
  /** What comes into the text in place of the sign and the query. */
  put: string;
}

/** At the start or after a space, and nowhere else. */
export function searchFor(sign: Sign, text: string, caret: number): Search | undefined {
  const found = new RegExp(`(?:^|\\s)${sign}([^\\s${sign}]{0,20})$`).exec(text.slice(0, caret));
  if (!found) return undefined;
  const query = found[1] ?? "";
  return { sign, from: caret - query.length - 1, query };
}

export function cannedOffers(replies: readonly CannedReply[], query: string, values: Values, labels: Labels): Offer[] {
  return match(replies, query).map(({ id, short, title, text }) => {
    const filled = fill(text, values, labels);
    return { key: id, name: `/${short}`, title, text: filled, put: filled };
  });
}

/** Colleagues one of whose names begins with the query, those who are there first. */
export function colleagueOffers(agents: readonly AgentView[], query: string, w: Words): Offer[] {
  const wanted = spelt(query);
  const begins = ({ name }: AgentView) => [name, ...name.split(/\s+/)].some((part) => spelt(part).startsWith(wanted));
  const online = (agent: AgentView) => Number(agent.presence !== "online");
  return agents
    .filter(begins)
    .sort((one, other) => online(one) - online(other))
    .map(({ id, name, role, presence }) => ({
      key: id,
      name: `@${name}`,
      title: w.role[role],
      text: w.presence[presence],
      put: `@${name} `,
    }));
}

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FIRST_INITIAL = 0x1100;

/** Letter by letter, so that a syllable which is still being composed finds what it may become. */
function spelt(text: string): string {
  const initial = (letter: string) => String.fromCharCode(FIRST_INITIAL + INITIALS.indexOf(letter));
  return text.toLowerCase().normalize("NFD").replace(new RegExp(`[${INITIALS}]`, "g"), initial);
}
