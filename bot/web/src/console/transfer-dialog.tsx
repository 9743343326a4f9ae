// Passing a conversation on: to a team or a colleague, with a line for whoever takes over.

import { useEffect, useRef, useState } from "preact/hooks";
import type { AgentView, Desk, Queue } from "../wire.ts";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";
import { colleagues, isFree, queueFor, teams, type Team } from "./transfer.ts";
import type { Attempt } from "./use-work.ts";
import { WorkForm } from "./work-form.tsx";

interface Props {
  desk: Desk;
  /** The team it is with now. */
  queue: Queue;
  onSubmit: (to: string, queue: Queue, agent: string | undefined, comment: string) => Attempt;
  onClose: () => void;
}

const COMMENT_LIMIT = 500;

export function TransferDialog({ desk, queue, onSubmit, onClose }: Props) {
  const { w } = useTexts();
  const texts = w.work.transfer;
  const [to, setTo] = useState<string>();
  const [comment, setComment] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);

  const all = teams(desk);
  const people = colleagues(desk);
  const team = all.find((one) => to === `queue-${one.queue}`);
  const person = people.find((one) => to === `agent-${one.id}`);
  const nobody = team ? team.online === 0 : person !== undefined && person.presence !== "online";

  const submit = async (): Attempt => {
    if (!team && !person) {
      first.current?.focus();
      return texts.missingTo;
    }
    if (comment.trim() === "") {
      field.current?.focus();
      return texts.missingComment;
    }
    return person
      ? onSubmit(person.name, queueFor(person, queue), person.id, comment.trim())
      : onSubmit(texts.team(w.queue[team!.queue]), team!.queue, undefined, comment.trim());
  };

  return (
    <WorkForm title={texts.title} text={texts.text} submit={texts.submit} onSubmit={submit} onClose={onClose}>
      <fieldset class="targets">
        <legend>{texts.to}</legend>
        <div class="target-list" role="radiogroup" aria-label={texts.to}>
          {people.length > 0 && <p class="target-group">{texts.colleagues}</p>}
          {people.map((one, index) => (
            <Target
              key={one.id}
              value={`agent-${one.id}`}
              chosen={to}
              onChoose={setTo}
              handle={index === 0 ? first : undefined}
            >
              <Colleague agent={one} />
            </Target>
          ))}
          <p class="target-group">{texts.queues}</p>
          {all.map((one, index) => (
            <Target
              key={one.queue}
              value={`queue-${one.queue}`}
              chosen={to}
              onChoose={setTo}
              handle={people.length === 0 && index === 0 ? first : undefined}
            >
              <TeamLine team={one} here={one.queue === queue} />
            </Target>
          ))}
        </div>
      </fieldset>
      {nobody && (
        <p class="form-note">
          <Icon name="clock" size={15} />
          {texts.offline}
        </p>
      )}
      <label class="field">
        <span>{texts.comment}</span>
        <textarea
          ref={field}
          rows={3}
          value={comment}
          maxLength={COMMENT_LIMIT}
          placeholder={texts.commentHint}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      </label>
    </WorkForm>
  );
}

interface TargetProps {
  value: string;
  chosen: string | undefined;
  onChoose: (value: string) => void;
  handle: { current: HTMLInputElement | null } | undefined;
  children: preact.ComponentChildren;
}

function Target({ value, chosen, onChoose, handle, children }: TargetProps) {
  return (
    <label class={`target${value === chosen ? " on" : ""}`}>
      <input
        ref={handle ?? null}
        type="radio"
        name="target"
        value={value}
        checked={value === chosen}
        onChange={() => onChoose(value)}
      />
      {children}
    </label>
  );
}

function Colleague({ agent }: { agent: AgentView }) {
  const { w } = useTexts();
  const texts = w.work.transfer;
  const sits = agent.queues.length === 0 ? texts.all : agent.queues.map((queue) => w.queue[queue]).join(" · ");
  const speaks = agent.languages.map((language) => w.language[language]).join(" · ");
  const full = agent.presence === "online" && !isFree(agent);
  return (
    <>
      <i class={`here ${agent.presence}`} />
      <span class="target-name">
        <strong>{agent.name}</strong>
        <small>{[sits, speaks].filter(Boolean).join(", ")}</small>
      </span>
      <span class="target-side">
        <b>{agent.presence === "online" ? texts.load(agent.holding, agent.capacity) : w.presence[agent.presence]}</b>
        {full && <small class="amber">{texts.full}</small>}
        {isFree(agent) && <small>{texts.free}</small>}
      </span>
    </>
  );
}

function TeamLine({ team, here }: { team: Team; here: boolean }) {
  const { w } = useTexts();
  const texts = w.work.transfer;
  return (
    <>
      <i class={`here ${team.online > 0 ? "online" : "offline"}`} />
      <span class="target-name">
        <strong>{w.queue[team.queue]}</strong>
        {here && <small>{texts.here}</small>}
      </span>
      <span class="target-side">
        <b>{texts.waiting(team.waiting)}</b>
        <small>{texts.online(team.online)}</small>
      </span>
    </>
  );
}
