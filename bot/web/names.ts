// Which property names of the widget are its own: neither the page, the server nor the tab's storage knows them, so
// the build may shorten them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const source = "src";
/** What these say is said to somebody else: over the network, to the host page, to the storage. */
const spoken = ["wire.ts", "widget/options.ts", "widget/keep.ts"];
/** The same of one interface: what waits to be sent is stored. */
const stored = /(?<=interface Outgoing \{)[^]*?(?=\n\})/g;

/** A regular expression that matches exactly them. */
export function ownNames(): RegExp {
  const files = ["words.ts", "thread.ts", "feed.ts", "sse.ts", ...["widget", "parts"].flatMap((folder) => modulesIn(folder))];
  const texts = files.filter((file) => !spoken.includes(file)).map((file) => read(file));
  const foreign = new Set([...spoken.map((file) => read(file)), ...found(read("thread.ts"), stored)].flatMap((text) => found(text, /\w+/g)));
  // A name that also stands in quotes may be looked up by its text.
  const quoted = new Set(texts.flatMap((text) => found(text, /(?<=["'])\w+(?=["'])/g)));
  const own = texts.flatMap(declared).filter((name) => !foreign.has(name) && !quoted.has(name));
  return new RegExp(`^(${[...new Set(own)].join("|")})$`);
}

/** The fields of interfaces, of the words, and of what `startChat` answers with. */
function declared(text: string): string[] {
  const interfaces = found(text, /(?<=interface \w+ \{\n)[^]*?(?=\n\})/g);
  const words = found(text, /(?<=const ko = \{\n)[^]*?(?=\n\};)/g);
  const fields = [...interfaces, ...words].flatMap((body) => found(body, /(?<=^ {2})\w+(?=\??[:(])/gm));
  const answers = found(text, /(?<=\n {2}return \{\n)[^]*?(?=\n {2}\};)/g);
  return [...fields, ...answers.flatMap((body) => found(body, /(?<=^ {4}(?:async )?)\w+(?=[:(])/gm))].filter(
    (name) => name.length > 2 && !/^on[A-Z]/.test(name),
  );
}

function modulesIn(folder: string): string[] {
  const files = readdirSync(join(source, folder)).filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."));
  return files.map((file) => `${folder}/${file}`);
}

/** A module without its comments. */
function read(file: string): string {
  return readFileSync(join(source, file), "utf8").replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*/g, "");
}

function found(text: string, what: RegExp): string[] {
  return [...text.matchAll(what)].map(([name]) => name);
}
