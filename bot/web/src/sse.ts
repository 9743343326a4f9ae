// The text of a server-sent event stream, cut into events.

export interface StreamEvent {
  name: string;
  data: string;
  /** The id to resume after; absent when the event carried none. */
  id?: string;
}

/** Takes the stream's text in any portions and returns the events that are complete so far. */
export function eventParser(): (text: string) => StreamEvent[] {
  let rest = "";
  let event: StreamEvent = { name: "message", data: "" };
  let hasData = false;

  return (text) => {
    const complete: StreamEvent[] = [];
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (hasData) complete.push(event);
        event = { name: "message", data: "" };
        hasData = false;
        continue;
      }
      const colon = line.indexOf(":");
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") event.name = value;
      else if (field === "id") event.id = value;
      else if (field === "data") {
        event.data = hasData ? `${event.data}\n${value}` : value;
        hasData = true;
      }
    }
    return complete;
  };
}
