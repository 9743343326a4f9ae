// The sign-in page. It keeps nothing: neither login nor password outlives it.

import { useEffect, useRef, useState } from "preact/hooks";
import { Mark } from "../parts/icons.tsx";
import type { Session } from "../wire.ts";
import { cause, type Api } from "./api.ts";
import { FieldProblem } from "./field-problem.tsx";
import { Icon } from "./icons.tsx";
import type { Settings } from "./settings.ts";
import { useTexts } from "./texts.ts";

interface Props {
  api: Api;
  /** The session ended by itself. */
  expired: boolean;
  change: (change: Partial<Settings>) => void;
  onSignedIn: (session: Session) => void;
}

type Problem = "missing" | "wrong" | "unreachable" | "failed" | { blockedUntil: number };

export function SignIn({ api, expired, change, onSignedIn }: Props) {
  const { w, language } = useTexts();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [shown, show] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const loginField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const left = useCountdown(typeof problem === "object" ? problem.blockedUntil : undefined);

  useEffect(() => loginField.current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || left > 0) return;
    if (login.trim() === "" || password === "") {
      setProblem("missing");
      (login.trim() === "" ? loginField : passwordField).current?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      onSignedIn(await api.signIn(login.trim(), password));
    } catch (why) {
      setBusy(false);
      setPassword("");
      setProblem(problemOf(why));
      passwordField.current?.focus();
    }
  };

  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.("CapsLock") ?? false);
  const text = left > 0 ? w.signIn.blocked(left) : typeof problem === "string" ? w.signIn[problem] : undefined;

  return (
    <main class="sign-in">
      <div class="sign-in-top">
        <button
          class="button quiet"
          type="button"
          onClick={() => change({ language: language === "ko" ? "en" : "ko" })}
          lang={language === "ko" ? "en" : "ko"}
        >
          {language === "ko" ? "English" : "한국어"}
        </button>
      </div>
      <form class="sign-in-card" onSubmit={submit} noValidate autocomplete="off">
        <div class="sign-in-brand">
          <Mark size={44} />
          <span>
            <strong>{w.company}</strong>
            <span>{w.title}</span>
          </span>
        </div>
        <h1>{w.signIn.title}</h1>
        <p class="sign-in-lead">{w.signIn.lead}</p>
        {expired && !problem && (
          <p class="notice-box" role="status">
            <Icon name="clock" />
            {w.signIn.expired}
          </p>
        )}
        <label class="field">
          <span>{w.signIn.login}</span>
          <input
            ref={loginField}
            name="login"
            value={login}
            onInput={(event) => setLogin(event.currentTarget.value)}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={problem === "wrong"}
            maxLength={100}
          />
        </label>
        <label class="field">
          <span>{w.signIn.password}</span>
          <span class="field-with-button">
            <input
              ref={passwordField}
              name="password"
              {...(shown ? ({ type: "text" } as const) : ({ type: "password" } as const))}
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
              onKeyDown={watchCapsLock}
              onKeyUp={watchCapsLock}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              aria-invalid={problem === "wrong"}
              maxLength={200}
            />
            <button
              class="icon-button"
              type="button"
              aria-pressed={shown}
              aria-label={shown ? w.signIn.conceal : w.signIn.reveal}
              title={shown ? w.signIn.conceal : w.signIn.reveal}
              onClick={() => show(!shown)}
            >
              <Icon name={shown ? "eyeOff" : "eye"} />
            </button>
          </span>
          {capsLock && <span class="field-hint">{w.signIn.capsLock}</span>}
        </label>
        <FieldProblem text={text} />
        <button class="button primary large" type="submit" disabled={busy || left > 0} aria-busy={busy}>
          {busy ? w.signIn.busy : w.signIn.submit}
        </button>
      </form>
    </main>
  );
}

function problemOf(why: unknown): Problem {
  const { status } = cause(why);
  if (status === 0) return "unreachable";
  if (status === 401 || status === 403 || status === 422) return "wrong";
  if (status === 429)
    return { blockedUntil: Date.now() + Math.max(5, (why as { retryAfter?: number }).retryAfter ?? 0) * 1000 };
  return "failed";
}

/** Whole seconds until the given time; 0 when it is past or absent. */
function useCountdown(until: number | undefined): number {
  const [left, set] = useState(0);
  useEffect(() => {
    if (until === undefined) return set(0);
    const tick = () => set(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
