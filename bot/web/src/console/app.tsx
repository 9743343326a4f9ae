// Who is here: the sign-in page for nobody, the desk for an agent.

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { LanguageContext } from "../parts/language.ts";
import type { Session } from "../wire.ts";
import { cause, createApi } from "./api.ts";
import { expire } from "./drafts.ts";
import { useSettings } from "./settings.ts";
import { SignIn } from "./sign-in.tsx";
import { words } from "./words.ts";
import { Workspace } from "./workspace.tsx";

type Phase =
  | { phase: "loading" }
  | { phase: "unreachable" }
  | { phase: "nobody"; expired: boolean }
  | { phase: "desk"; session: Session };

export function App() {
  const [settings, change] = useSettings();
  const [phase, set] = useState<Phase>({ phase: "loading" });
  const language = useRef(settings.language);
  language.current = settings.language;
  const w = words[settings.language];

  const expired = useCallback(() => set({ phase: "nobody", expired: true }), []);
  const left = useCallback(() => set({ phase: "nobody", expired: false }), []);
  const api = useMemo(() => createApi(() => language.current, expired), [expired]);

  const open = useCallback(() => {
    set({ phase: "loading" });
    api.session().then(
      (session) => set({ phase: "desk", session }),
      (why: unknown) => set(cause(why).status === 401 ? { phase: "nobody", expired: false } : { phase: "unreachable" }),
    );
  }, [api]);

  useEffect(() => {
    expire(localStorage, Date.now());
    open();
  }, [open]);

  useEffect(() => {
    if (phase.phase !== "desk") document.title = w.title;
  }, [phase.phase, w.title]);

  return (
    <LanguageContext.Provider value={settings.language}>
      {phase.phase === "loading" && (
        <p class="page-note" role="status">
          {w.loading}…
        </p>
      )}
      {phase.phase === "unreachable" && (
        <div class="page-note" role="alert">
          <p>{w.signIn.unreachable}</p>
          <button class="button primary" type="button" onClick={open}>
            {w.again}
          </button>
        </div>
      )}
      {phase.phase === "nobody" && (
        <SignIn
          api={api}
          expired={phase.expired}
          change={change}
          onSignedIn={(session) => set({ phase: "desk", session })}
        />
      )}
      {phase.phase === "desk" && (
        <Workspace
          key={phase.session.agent.id}
          api={api}
          session={phase.session}
          settings={settings}
          change={change}
          expired={expired}
          left={left}
        />
      )}
    </LanguageContext.Provider>
  );
}
