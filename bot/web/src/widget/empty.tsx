// Before there is anything to read: the first moments, and when they fail.
import { Icon } from "../parts/icons.tsx";
import { useWords } from "../parts/language.ts";
import type { Chat, View } from "./chat.ts";

export const Skeleton = () => (
  <div class="skeleton">
    <i />
    <i />
    <i />
  </div>
);

interface Props {
  chat: Chat;
  problem: View["problem"];
  phone: string | undefined;
}

export function Failure({ chat, problem, phone }: Props) {
  const words = useWords();
  return (
    <section class="failure" role="alert">
      <Icon name="cloud" size={32} />
      <h3>{words.openFailed}</h3>
      <p>{words.problem[problem]}</p>
      <button type="button" class="primary" onClick={problem === "session" ? chat.openAsVisitor : chat.open}>
        {problem === "session" ? words.asVisitor : words.again}
      </button>
      {phone && <a href={`tel:${phone.replaceAll("-", "")}`}>{words.openFailedPhone(phone)}</a>}
    </section>
  );
}
