// Facts of the log as one line each.

import type { Fact, Handback, Language, WrapUp } from "../wire.ts";
import { dayAndTime } from "./clock.ts";
import type { IconName } from "./icons.tsx";
import { intentName } from "./intents.ts";
import type { Words } from "./words.ts";

export interface Described {
  icon: IconName;
  text: string;
  /** `notice` is shared with the customer; the rest only staff see. */
  tone: "notice" | "fact" | "warning";
  /** A second line: what an agent recorded. */
  detail?: string;
}

const score = (value: number) => value.toFixed(2);

export function describe(fact: Fact, w: Words, language: Language): Described {
  switch (fact.type) {
    case "conversation.opened":
      return { icon: "chat", tone: "notice", text: w.facts.opened(w.language[fact.data.language]) };
    case "language.changed":
      return { icon: "chat", tone: "notice", text: w.facts.language(w.language[fact.data.language]) };
    case "handoff.offered":
      return { icon: "person", tone: "fact", text: w.facts.offered(w.reason[fact.data.reason.code]) };
    case "handoff.queued":
      return { icon: "queue", tone: "notice", text: w.facts.queued(w.reason[fact.data.reason.code]) };
    case "handoff.claimed":
      return { icon: "person", tone: "notice", text: w.facts.claimed(fact.data.name) };
    case "handoff.released":
      return { icon: "queue", tone: "notice", text: w.facts.released(w.release(fact.data.why)) };
    case "handoff.reassigned": {
      const { agent, name, from, to, to_name, comment } = fact.data;
      const text = agent === to ? w.lead.facts.taken(name, from) : w.lead.facts.moved(name, from, to_name);
      return { icon: "swap", tone: "notice", text, ...(comment && { detail: comment }) };
    }
    case "whisper.said":
      return { icon: "whisper", tone: "fact", text: fact.data.text };
    case "handoff.cancelled":
      return { icon: "close", tone: "notice", text: fact.data.abandoned ? w.facts.abandoned : w.facts.cancelled };
    case "handoff.returned":
      return {
        icon: "back",
        tone: "notice",
        text: w.facts.returned(w.wrapUp.outcomes[fact.data.wrap_up.outcome]),
        detail: recorded(fact.data.wrap_up, language, handedBack(fact.data.back, w, language)),
      };
    case "handoff.closed":
      return {
        icon: "check",
        tone: "notice",
        text: w.facts.closed(w.wrapUp.outcomes[fact.data.wrap_up.outcome]),
        detail: recorded(fact.data.wrap_up, language),
      };
    case "handoff.transferred":
      return {
        icon: "transfer",
        tone: "fact",
        text: w.facts.transferred(fact.data.name, w.queue[fact.data.queue]),
        detail: fact.data.comment,
      };
    case "handoff.booked":
      return { icon: "phone", tone: "fact", text: w.facts.booked(dayAndTime(fact.data.at, language)) };
    case "whisper.said":
      return { icon: "whisper", tone: "fact", text: w.facts.whispered(fact.data.name, fact.data.text) };
    case "abuse.met":
      return { icon: "eyeOff", tone: "warning", text: w.facts.abuse[fact.data.measure] };
    case "identity.linked":
      return { icon: "person", tone: "fact", text: w.facts.linked(w.namespace(fact.data.namespace)) };
    case "identity.unlinked":
      return { icon: "person", tone: "warning", text: w.facts.unlinked };
    case "faq.answered":
      return {
        icon: "book",
        tone: "fact",
        text: `${w.facts.answered(fact.data.title, score(fact.data.score))} · ${w.thread.asOf(fact.data.as_of)}`,
      };
    case "faq.rated":
      return { icon: fact.data.helpful ? "check" : "close", tone: "fact", text: w.facts.rated(fact.data.helpful) };
    case "lookup.done":
      return {
        icon: "lookup",
        tone: "fact",
        text: w.facts.lookup(
          w.lookup(fact.data.lookup),
          fact.data.state === "none" ? w.context.nothing : fact.data.state,
          fact.data.level,
        ),
      };
    case "lookup.failed":
      return {
        icon: "cloudOff",
        tone: "warning",
        text: w.facts.lookupFailed(w.lookup(fact.data.lookup), w.cause(fact.data.cause)),
      };
    case "turn.failed":
      return {
        icon: "question",
        tone: "warning",
        text: w.facts.notUnderstood(fact.data.candidates.map((intent) => intentName(intent, language)).join(", ")),
      };
    case "urgent.flagged":
      return {
        icon: "alert",
        tone: "warning",
        text: w.facts.urgent(w.emergency(fact.data.emergency), fact.data.evidence),
      };
    case "level.required":
      return {
        icon: "shield",
        tone: "fact",
        text: w.facts.required(`${w.level[fact.data.level]} ${fact.data.level}`, w.lookup(fact.data.for_what)),
      };
    case "identity.verified":
      return { icon: "shield", tone: "notice", text: w.facts.verified(fact.data.level, w.method(fact.data.method)) };
    case "verification.failed":
      return { icon: "shield", tone: "warning", text: w.facts.wrongCode(fact.data.left) };
    case "case.received":
      return { icon: "receipt", tone: "fact", text: w.facts.received(fact.data.title, fact.data.number) };
    case "promise.made":
      return { icon: "promise", tone: "fact", text: w.facts.promised(w.promiser(fact.data.by), fact.data.text) };
    case "process.moved":
      return {
        icon: "right",
        tone: "fact",
        text: w.facts.moved(fact.data.title, fact.data.step, fact.data.of, fact.data.label),
      };
    case "survey.answered":
      return { icon: "star", tone: "notice", text: w.facts.surveyed(fact.data.score, w.lead.csat(fact.data.score)) };
    case "touchpoint.seen":
      return touched(fact.data.what, fact.data.label, w);
    // Said words and notes have lines of their own.
    case "chat.said":
      return { icon: "chat", tone: "fact", text: fact.data.message.text };
    case "note.written":
      return { icon: "note", tone: "fact", text: fact.data.text };
    default:
      return unknown(fact);
  }
}

/** A fact that this page is too old for is shown by its name; one that it should know does not compile. */
function unknown(fact: never): Described {
  return { icon: "note", tone: "fact", text: (fact as Fact).type };
}

/** How such labels began before they were the words alone. */
const BEFORE = /^(?:약속한 때가 되었어요|텔레그램에서 앞서 쓴 글을 고침|텔레그램에 전해지지 않음): /;
const bare = (label: string) => label.replace(BEFORE, "");

/** What other systems and the desk report under names of their own. */
function touched(what: string, label: string, w: Words): Described {
  switch (what) {
    case "promise.kept":
      return { icon: "check", tone: "fact", text: w.facts.kept(label) };
    case "case.closed":
      return { icon: "receipt", tone: "fact", text: w.facts.caseClosed(label) };
    case "case.delivered":
      return { icon: "receipt", tone: "fact", text: w.facts.caseDelivered(label) };
    case "case.refused":
      return { icon: "alert", tone: "warning", text: w.facts.caseRefused(label) };
    case "promise.due":
      return { icon: "clock", tone: "notice", text: w.facts.due(bare(label)) };
    case "telegram.edited":
      return { icon: "telegram", tone: "fact", text: w.facts.edited(bare(label)) };
    case "telegram.lost":
      return { icon: "block", tone: "warning", text: w.facts.lost(bare(label)) };
    case "telegram.shut":
    case "telegram.moved":
    case "telegram.unlinked":
    case "login.failed":
      return { icon: "block", tone: "warning", text: w.facts.own[what] ?? w.facts.touched(label) };
    case "telegram.open":
    case "telegram.joined":
      return { icon: "telegram", tone: "fact", text: w.facts.own[what] ?? w.facts.touched(label) };
    default:
      return { icon: "dot", tone: "fact", text: w.facts.touched(label) };
  }
}

function handedBack(back: Handback | undefined, w: Words, language: Language): string {
  return back ? [w.facts.back[back.disposition], back.flow && intentName(back.flow, language)].filter(Boolean).join(": ") : "";
}

function recorded(wrapUp: WrapUp, language: Language, more = ""): string {
  return [intentName(wrapUp.topic, language), wrapUp.note, more].filter(Boolean).join(" · ");
}
