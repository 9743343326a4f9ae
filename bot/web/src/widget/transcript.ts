// The conversation as a text file, for the customer's own records.
import type { Author, Block, Shared } from "../wire.ts";

/** One line for each message, and one for each card; `name` calls an author by name. */
export function transcript(events: Shared[], name: (author: Author) => string, time: (at: string) => string): string {
  return events
    .flatMap((event) => {
      if (event.type !== "message") return [];
      const { author, text, blocks = [] } = event.message;
      return [`[${time(event.at)}] ${name(author)}: ${text}`, ...blocks.map(line).filter(Boolean)];
    })
    .join("\r\n");
}

/** What a card says in a line; nothing for what is only to be tapped. */
function line(block: Block): string {
  const { title, state, number, as_of, phones = [] } = block as Partial<Extract<Block, { kind: "status" }>> &
    Partial<Extract<Block, { kind: "receipt" }>> &
    Partial<Extract<Block, { kind: "article" }>> &
    Partial<Extract<Block, { kind: "emergency" }>>;
  const parts = [state, number, as_of, ...phones.map((phone) => `${phone.label} ${phone.number}`)];
  return title ? `· ${[title, ...parts].filter(Boolean).join(" · ")}` : "";
}

/** Hands the browser a file. */
export function download(name: string, text: string) {
  const link = document.createElement("a");
  // Windows reads Korean right only behind this mark.
  link.href = URL.createObjectURL(new Blob(["\ufeff", text]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
