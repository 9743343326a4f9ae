// The demo's panel: become a customer, and what is worth asking as them.
import { Icon } from "../parts/icons.tsx";
import type { DemoCustomer, Language } from "../wire.ts";
import type { SiteWords } from "./words.ts";

interface Props {
  words: SiteWords;
  language: Language;
  customers: DemoCustomer[];
  /** Empty for a visitor. */
  chosen: string;
  failed: boolean;
  become: (id: string) => void;
  ask: (draft: string) => void;
}

export function Try({ words, language, customers, chosen, failed, become, ask }: Props) {
  return (
    <section class="try" id="try">
      <h2>{words.trying}</h2>
      <p>{words.tryingText}</p>
      <p role="alert" class="problem">
        {failed && words.signInFailed}
      </p>
      <div class="columns">
        <ul>
          {customers.map((customer) => {
            const current = customer.id === chosen;
            const questions = language === "ko" ? customer.try_asking : customer.try_asking_en;
            return (
              <li class={current ? "current" : ""}>
                <button type="button" class="who" aria-pressed={current} onClick={() => !current && become(customer.id)}>
                  <span class="face" aria-hidden="true">
                    {customer.name[0]}
                  </span>
                  <span>
                    <strong>{customer.name}</strong>
                    <span>{language === "ko" ? customer.situation : customer.situation_en}</span>
                    <em>{current ? words.signedInAs(customer.name) : words.signInAs(customer.name)}</em>
                  </span>
                  {current && <Icon name="check" />}
                </button>
                {current && (
                  <div class="questions">
                    <h3>{words.tryAsking}</h3>
                    {questions.map((question) => (
                      <button type="button" onClick={() => ask(question)}>
                        {question}
                      </button>
                    ))}
                  </div>
                )}
              </li>
            );
          })}
          <li class={chosen === "" ? "current" : ""}>
            <button type="button" class="who" aria-pressed={chosen === ""} onClick={() => chosen !== "" && become("")}>
              <span class="face" aria-hidden="true">
                ?
              </span>
              <span>
                <strong>{words.visitor}</strong>
                <span>{words.visitorText}</span>
                {chosen === "" && <em>{words.visitorNow}</em>}
              </span>
              {chosen === "" && <Icon name="check" />}
            </button>
          </li>
        </ul>
        <ol>
          {words.looks.map(([title, text], index) => (
            <li>
              <strong>{title}</strong>
              {text}
              {index === words.looks.length - 1 && (
                <a href="/agent" target="_blank" rel="noopener">
                  {words.staff}
                </a>
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
