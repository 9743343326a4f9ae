// To whom a conversation goes: colleagues who are online, what they know and hold, and a short reason.

import { useEffect, useRef, useState } from "preact/hooks";
import type { AgentId, AgentView } from "../wire.ts";
import { colleagues, fits, type Colleague, type Need } from "./colleagues.ts";
import { Icon } from "./icons.tsx";
import { WhyField } from "./lead-fields.tsx";
import { useTexts } from "./texts.ts";
import type { Lead } from "./use-lead.ts";
import type { Attempt } from "./use-work.ts";
import { WorkForm } from "./work-form.tsx";

interface Props {
  lead: Lead;
  me: AgentView;
  agents: AgentView[];
  need: Need;
  onTake: () => void;
  onClose: () => void;
}

export function ReassignDialog({ lead, me, agents, need, onTake, onClose }: Props) {
  const { w } = useTexts();
  const texts = w.lead.reassign;
  const choices = colleagues(agents, me, need);
  const absent = agents.filter((agent) => agent.presence !== "online" && agent.id !== me.id).length;
  const [opened] = useState(lead.epoch);
  const [chosen, choose] = useState<AgentId | undefined>(choices.find(fits)?.agent.id);
  const [why, setWhy] = useState("");
  const whyField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const to = choices.find((one) => one.agent.id === chosen && !one.full)?.agent;
  const changed = !lead.movable ? texts.gone : lead.epoch !== opened ? texts.changed(lead.holder) : undefined;

  useEffect(() => (list.current?.querySelector<HTMLInputElement>("input:checked, input:enabled") ?? whyField.current)?.focus(), []);

  const submit = async (): Attempt => {
    if (!to) return texts.missingAgent;
    if (why.trim() === "") {
      whyField.current?.focus();
      return texts.missingWhy;
    }
    const wrong = await lead.reassign(to, why.trim());
    if (!wrong) onClose();
    return wrong;
  };

  return (
    <WorkForm
      title={lead.watching === undefined ? texts.assignTitle : texts.title}
      text={texts.now(lead.holder)}
      submit={texts.submit}
      idle={!lead.movable || choices.length === 0}
      changed={changed}
      onSubmit={submit}
      onClose={onClose}
    >
      {choices.length > 0 ? (
        <fieldset>
          <legend>{texts.to}</legend>
          <div class="colleagues" ref={list}>
            {choices.map((one) => (
              <ColleagueChoice key={one.agent.id} one={one} need={need} chosen={one.agent.id === chosen} onChoose={choose} />
            ))}
          </div>
        </fieldset>
      ) : (
        <div class="colleagues-none">
          <p>{texts.nobody}</p>
          {lead.watching !== undefined && (
            <button class="button" type="button" onClick={onTake}>
              <Icon name="take" size={16} />
              {w.lead.take.action}
            </button>
          )}
        </div>
      )}
      {absent > 0 && <p class="colleagues-absent">{texts.absent(absent)}</p>}
      {choices.length > 0 && <WhyField value={why} field={whyField} onChange={setWhy} />}
    </WorkForm>
  );
}

interface ChoiceProps {
  one: Colleague;
  need: Need;
  chosen: boolean;
  onChoose: (agent: AgentId) => void;
}

function ColleagueChoice({ one, need, chosen, onChoose }: ChoiceProps) {
  const { w } = useTexts();
  const texts = w.lead.reassign;
  const { agent, full, rightQueue, rightLanguage } = one;
  const queues = agent.queues.length === 0 ? texts.allQueues : agent.queues.map((queue) => w.queue[queue]).join(", ");
  const languages = agent.languages.length === 0 ? texts.allLanguages : agent.languages.map((one) => w.language[one]).join(", ");
  const skills = agent.skills.map((skill) => w.lead.skill[skill]).join(", ");
  return (
    <label class={`colleague${chosen ? " on" : ""}${full ? " full" : ""}`}>
      <input type="radio" name="colleague" checked={chosen} disabled={full} onChange={() => onChoose(agent.id)} />
      <span class="colleague-name">
        <strong>{agent.name}</strong>
        <span class="presence-mark online">
          <i />
          {w.presence.online}
        </span>
      </span>
      <span class="colleague-load">{texts.load(agent.holding, agent.capacity)}</span>
      <span class="colleague-knows">{[queues, languages, skills].filter(Boolean).join(" · ")}</span>
      <span class="colleague-fit">
        {full && <span class="chip warn">{texts.full}</span>}
        {!rightLanguage && <span class="chip warn">{texts.wrongLanguage(w.language[need.language])}</span>}
        {!rightQueue && need.queue && <span class="chip warn">{texts.wrongQueue(w.queue[need.queue])}</span>}
        {fits(one) && <span class="chip good">{texts.fits}</span>}
      </span>
    </label>
  );
}
