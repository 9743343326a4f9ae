// One reply that a lead is writing: what it was, what it is to be, and what stands in the way.

import { useState } from "preact/hooks";
import type { CannedReply, Language } from "../wire.ts";
import { cause, type Api } from "./api.ts";
import { problemWords } from "./problem.ts";
import { useTexts } from "./texts.ts";
import type { Canned } from "./use-canned.ts";
import { empty, fieldOf, problemsOf, same, writtenOf, type Field, type Problems, type Written } from "./written.ts";

/** Somebody was faster: what is kept now, or nothing any more. */
export type Conflict = { kept: CannedReply } | "gone";

export interface Editing {
  /** What is chosen: a reply, a new one, or nothing. */
  chosen: CannedReply | "new" | undefined;
  written: Written;
  dirty: boolean;
  busy: boolean;
  /** Shown once a save was tried. */
  problems: Problems;
  /** What is wrong with no field. */
  problem: string | undefined;
  conflict: Conflict | undefined;
  /** What has just been done, in words. */
  done: string | undefined;
  open: (what: CannedReply | "new" | undefined) => void;
  write: (change: Partial<Written>) => void;
  /** The field that keeps it from being saved, if one does. */
  save: (over?: CannedReply) => Promise<Field | undefined>;
  /** Whether it is put away. */
  putAway: () => Promise<boolean>;
  /** Keeps again what was put away. */
  restore: (reply: CannedReply) => Promise<void>;
  /** My words go; what is kept stands. */
  takeTheirs: () => void;
  asNew: () => Promise<Field | undefined>;
}

export function useEditing(api: Api, canned: Canned, language: Language): Editing {
  const { w } = useTexts();
  const [id, setId] = useState<string | "new">();
  /** My words, and the reply as it was when I began; nothing while I have not touched it. */
  const [mine, setMine] = useState<{ written: Written; basis: CannedReply | undefined }>();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Problems>({});
  const [problem, setProblem] = useState<string>();
  const [conflict, setConflict] = useState<Conflict>();
  const [done, setDone] = useState<string>();

  const kept = id === undefined || id === "new" ? undefined : canned.replies.find((reply) => reply.id === id);
  const chosen = id === "new" ? "new" : (kept ?? mine?.basis);
  const before = kept ? writtenOf(kept) : empty(language);
  const written = mine?.written ?? before;
  const dirty = mine !== undefined && !same(mine.written, mine.basis ? writtenOf(mine.basis) : empty(written.language));
  const others = canned.replies.filter((reply) => reply.id !== id);

  const clear = () => {
    setTried(false);
    setRefused({});
    setProblem(undefined);
    setConflict(undefined);
  };
  const open = (what: CannedReply | "new" | undefined) => {
    setId(what === "new" ? what : what?.id);
    setMine(undefined);
    setDone(undefined);
    clear();
  };
  const write = (change: Partial<Written>) => {
    setMine({ written: { ...written, ...change }, basis: mine ? mine.basis : kept });
    setRefused({});
    setProblem(undefined);
    setDone(undefined);
  };

  const keep = async (reply: CannedReply, asked: Written) => {
    canned.put(reply);
    setId(reply.id);
    setMine(undefined);
    clear();
    const hidden = reply.text !== asked.text.replaceAll("\r\n", "\n").trim();
    setDone((hidden ? w.canned.masked : w.canned.saved)(reply.short));
  };
  /** What is kept now is read anew before anything is said of it. */
  const meet = async (why: unknown, over: string | undefined) => {
    const { status, code } = cause(why);
    if (over !== undefined && (code === "canned_changed" || status === 404)) {
      const fresh = await canned.again().catch(() => undefined);
      const now = fresh?.find((reply) => reply.id === over);
      if (fresh) return setConflict(now ? { kept: now } : "gone");
    }
    const field = fieldOf(code);
    if (field) return setRefused({ [field]: { code } });
    const words = w.canned.wrong(code);
    setProblem(words !== code ? words : problemWords(why, w));
  };
  const send = async (over: CannedReply | undefined): Promise<Field | undefined> => {
    const found = problemsOf(written, canned.replies.filter((reply) => reply.id !== over?.id));
    setTried(true);
    const first = (["short", "title", "text"] as const).find((field) => found[field]);
    if (first || busy) return first;
    setBusy(true);
    setProblem(undefined);
    try {
      const asked = written;
      await keep(over ? await api.changeCanned(over.id, { version: over.version, reply: asked }) : await api.addCanned(asked), asked);
    } catch (why) {
      await meet(why, over?.id);
    } finally {
      setBusy(false);
    }
    return undefined;
  };

  return {
    chosen,
    written,
    dirty,
    busy,
    problems: { ...(tried && problemsOf(written, others)), ...refused },
    problem,
    conflict,
    done,
    open,
    write,
    save: (over) => send(over ?? (mine ? mine.basis : kept)),
    asNew: () => {
      setId("new");
      setMine({ written, basis: undefined });
      setConflict(undefined);
      return send(undefined);
    },
    putAway: async () => {
      if (!kept || busy) return false;
      setBusy(true);
      setProblem(undefined);
      try {
        await api.putCannedAway(kept.id, (mine?.basis ?? kept).version);
        canned.drop(kept.id);
        open(undefined);
        return true;
      } catch (why) {
        await meet(why, kept.id);
        return false;
      } finally {
        setBusy(false);
      }
    },
    restore: async (reply) => {
      try {
        const back = await api.addCanned(writtenOf(reply));
        canned.put(back);
        open(back);
        setDone(w.canned.restored(back.short));
      } catch (why) {
        setId("new");
        setMine({ written: writtenOf(reply), basis: undefined });
        await meet(why, undefined);
      }
    },
    takeTheirs: () => {
      setMine(undefined);
      clear();
    },
  };
}
