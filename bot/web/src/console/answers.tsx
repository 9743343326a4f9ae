// The answers of a handoff's context, in the order in which an agent asks.

import type { Context, ContextConsent, PastConversation, Rated, Suggestion, SummaryKind } from "../wire.ts";
import { Answer, Cite, CiteLink, type Shown } from "./answer.tsx";
import { Processes, SaidList } from "./answer-lists.tsx";
import { Around, type AroundProps } from "./around.tsx";
import { ago, fullTime } from "./clock.ts";
import { DangerStrip } from "./danger-strip.tsx";
import { Icon } from "./icons.tsx";
import { MoodFace, signed } from "./mood-face.tsx";
import { MoodLine } from "./mood-line.tsx";
import { shownName } from "./names.ts";
import { FaqAnswers, NextSteps, SimilarCase } from "./next-steps.tsx";
import { useNow } from "./now.ts";
import { OpenList, type Tasks } from "./open-list.tsx";
import { PastList } from "./past-list.tsx";
import { Summary } from "./summary.tsx";
import { useTexts } from "./texts.ts";
import type { Past } from "./use-past.ts";
import type { Words } from "./words.ts";

const MOST_EVIDENCE = 4;

export interface AnswersProps extends AroundProps {
  tasks: Tasks;
  /** Reviewed answers to what the customer wants. */
  faq: Suggestion[];
  onNote: ((text: string) => void) | undefined;
  onAnswer: ((text: string) => void) | undefined;
  past: Past;
  onRead: (one: PastConversation) => void;
}

export function Answers(props: AnswersProps) {
  const { context, onCite } = props;
  const { w } = useTexts();
  const { who, wish, mood } = context;
  // The sentence may hold the customer's own words already.
  const quoted = wish.words !== "" && wish.sentence.includes(wish.words);
  // What the summary says is not said again.
  const told = (kind: SummaryKind) => context.summary.some((line) => line.kind === kind);
  return (
    <div class="answers">
      {context.danger && <DangerStrip danger={context.danger} />}
      <Answer label={w.context.who}>
        <p class="who">
          <strong>{shownName(who.name, w)}</strong>
          <WhoLevel context={context} />
          {props.tasks.mayCheck && (
            <button class="button tiny" type="button" title="Alt+V" onClick={props.tasks.onCheck}>
              <Icon name="phone" size={13} />
              {w.work.check.action}
            </button>
          )}
        </p>
        {who.notes.length > 0 && <p class="notes">{who.notes.join(" · ")}</p>}
        {who.consents.length > 0 && <Consents consents={who.consents} />}
      </Answer>
      <Summary {...props} evidence={<Evidence {...props} />} />
      {!told("wish") && <Answer label={w.context.wish}>
        <p class="wish" title={wish.confidence == null ? undefined : w.context.confidence(wish.confidence.toFixed(2))}>
          {quoted ? (
            <CiteLink number={wish.number} onCite={onCite}>
              {wish.sentence}
            </CiteLink>
          ) : (
            wish.sentence
          )}
        </p>
        {!quoted && wish.words && (
          <Cite number={wish.number} onCite={onCite} kind="quote">
            “{wish.words}”
          </Cite>
        )}
      </Answer>}
      {!told("stopped") && <Answer label={w.context.why}>
        <p class="why">
          <span class={`chip reason ${context.reason.code}`}>{w.reason[context.reason.code]}</span>{" "}
          <ReasonSentence {...props} />
        </p>
        <Evidence {...props} />
      </Answer>}
      <SaidList {...props} />
      {context.known.length > 0 && (
        <Answer label={w.context.known}>
          <ul class="known-list">
            {context.known.map(({ label, value }) => (
              <li>
                <span>{label}</span>
                {value}
              </li>
            ))}
          </ul>
        </Answer>
      )}
      <Answer label={w.context.mood}>
        <div class="mood">
          <MoodLine mood={mood} onCite={onCite} />
          <p class="mood-now">
            <MoodFace value={mood.now} size={18} silent />
            <span>
              {w.context.moodNow(signed(mood.now), w.mood(mood.now))}
              <small>{w.context.frustration(mood.frustration.toFixed(2))}</small>
            </span>
          </p>
          {mood.rated.map((one) => (
            <RatedLine rated={one} />
          ))}
        </div>
      </Answer>
      {context.processes.length > 0 && <Processes {...props} />}
      <Around {...props} />
      <OpenList {...props} />
      {context.must_not.length > 0 && (
        <Answer label={w.context.mustNot}>
          <ul class="rules">
            {context.must_not.map((rule) => (
              <li>
                <Icon name="block" size={12} />
                {rule}
              </li>
            ))}
          </ul>
        </Answer>
      )}
      {context.next_steps.length > 0 && <NextSteps context={context} onNote={props.onNote} />}
      {context.similar && <SimilarCase similar={context.similar} />}
      {props.faq.length > 0 && <FaqAnswers answers={props.faq} onAnswer={props.onAnswer} />}
      <PastList past={props.past} onRead={props.onRead} />
    </div>
  );
}

function Consents({ consents }: { consents: ContextConsent[] }) {
  const { w, language } = useTexts();
  return (
    <ul class="consents" aria-label={w.around.consents}>
      {consents.map(({ text, given, at }) => (
        <li class={given ? "given" : "withheld"} title={at && fullTime(at, language)}>
          <Icon name={given ? "check" : "block"} size={11} />
          {text}
        </li>
      ))}
    </ul>
  );
}

function RatedLine({ rated: { survey, score, at } }: { rated: Rated }) {
  const { w, language } = useTexts();
  const now = useNow(60_000);
  return (
    <p class="rated" title={fullTime(at, language)}>
      <Icon name="star" size={12} />
      {w.around.rated(survey, score, ago(at, now, w))}
    </p>
  );
}

function WhoLevel({ context }: { context: Context }) {
  const { w } = useTexts();
  const now = useNow(20_000);
  const { level, verified_at: at, method } = context.who;
  return (
    <span class={`chip level level-${level}`} title={method ? w.method(method) : undefined}>
      <Icon name="shield" size={12} />
      {w.levelAge(level, w.level[level], at ? ago(at, now, w) : "")}
    </span>
  );
}

function ReasonSentence({ context, onCite }: Shown) {
  const first = context.reason.evidence[0];
  if (!first) return <>{context.reason_sentence}</>;
  return (
    <CiteLink number={first.number} onCite={onCite}>
      {context.reason_sentence}
    </CiteLink>
  );
}

function Evidence({ context, onCite }: Shown) {
  const { w } = useTexts();
  // What the sentence already says in words is not said twice.
  const evidence = context.reason.evidence.filter(
    (one) => one.score != null || !context.reason_sentence.includes(one.words ?? ""),
  );
  if (evidence.length === 0) return null;
  return (
    <ul class="evidence">
      {evidence.slice(0, MOST_EVIDENCE).map((one) => (
        <li>
          <Cite number={one.number} onCite={onCite} kind="figure">
            {signalName(one.signal, w)}
            {one.score != null && (
              <b>
                {figure(one.score)}
                {one.threshold != null && <small> / {figure(one.threshold)}</small>}
              </b>
            )}
            {one.score == null && one.words && <q>{one.words}</q>}
          </Cite>
        </li>
      ))}
    </ul>
  );
}

/** A danger is a signal of its own kind. */
function signalName(signal: string, w: Words): string {
  const name = w.context.evidence(signal);
  return name === signal ? w.emergency(signal) : name;
}

/** Counts as counts, scores with two places. */
function figure(value: number): string {
  return Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(2).replace("-", "−");
}
