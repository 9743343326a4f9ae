// What is wrong with a form, told to everyone.

import { Icon } from "./icons.tsx";

export function FieldProblem({ text }: { text: string | undefined }) {
  return (
    <p class="field-problem" role="alert">
      {text && (
        <>
          <Icon name="alert" size={16} />
          {text}
        </>
      )}
    </p>
  );
}
