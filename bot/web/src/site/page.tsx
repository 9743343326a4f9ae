// The whole page: who is visiting, in which language, and what their phone receives.
import { useCallback, useEffect, useState } from "preact/hooks";
import type { DemoCustomer, DemoText, Language } from "../wire.ts";
import { demoCustomers, followTexts, signIn } from "./demo.ts";
import { Footer, Header, Hero, Services } from "./home.tsx";
import { Phone } from "./phone.tsx";
import { Try } from "./try.tsx";
import { company, dari } from "./widget.ts";
import { siteWords } from "./words.ts";

const CUSTOMER = "daon:customer";
const LANGUAGE = "daon:language";

export function Page() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [customers, setCustomers] = useState<DemoCustomer[]>();
  const [customer, setCustomer] = useState(() => sessionStorage.getItem(CUSTOMER) ?? "");
  const [failed, setFailed] = useState(false);
  const [text, setText] = useState<DemoText>();
  const words = siteWords[language];

  const boot = useCallback(
    (token?: string) => {
      const fromTelegram = location.hash.startsWith("#dari=");
      dari("boot", {
        locale: language,
        company: company!,
        ...(token && { userToken: token, onToken: () => signIn(sessionStorage.getItem(CUSTOMER) ?? "") }),
      });
      if (fromTelegram) dari("open");
    },
    [language],
  );

  const become = async (id: string) => {
    setFailed(false);
    try {
      const token = id ? await signIn(id) : undefined;
      sessionStorage.setItem(CUSTOMER, id);
      setCustomer(id);
      dari("shutdown");
      boot(token);
    } catch {
      setFailed(true);
    }
  };

  const change = (next: Language) => {
    sessionStorage.setItem(LANGUAGE, next);
    setLanguage(next);
    dari("setLocale", next);
  };

  useEffect(() => {
    demoCustomers().then(setCustomers, () => {});
    // A reload stays who it was.
    if (!customer) return boot();
    signIn(customer).then(boot, () => {
      sessionStorage.removeItem(CUSTOMER);
      setCustomer("");
      boot();
    });
  }, []);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language]);

  useEffect(() => {
    if (!customers) return;
    let stop = () => {};
    const follow = (conversation?: string) => {
      stop();
      stop = conversation ? followTexts(conversation, setText) : () => {};
    };
    dari("on", "conversation", follow);
    return () => {
      stop();
      dari("off", "conversation", follow);
    };
  }, [customers]);

  const ask = (draft?: string) => dari("open", draft === undefined ? {} : { draft });

  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <Header words={words} language={language} change={change} />
      <main id="main">
        <Hero words={words} ask={() => ask()} demo={customers !== undefined} />
        {customers && (
          <Try
            words={words}
            language={language}
            customers={customers}
            chosen={customer}
            failed={failed}
            become={(id) => void become(id)}
            ask={ask}
          />
        )}
        <Services words={words} ask={ask} />
      </main>
      <Footer words={words} />
      {text && <Phone key={text.at} words={words} text={text} dismiss={() => setText(undefined)} />}
    </>
  );
}

function firstLanguage(): Language {
  const kept = sessionStorage.getItem(LANGUAGE);
  if (kept === "ko" || kept === "en") return kept;
  return navigator.language.startsWith("ko") ? "ko" : "en";
}
