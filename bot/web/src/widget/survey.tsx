// One question after the end; it can be skipped.
import { useWords } from "../parts/language.ts";

export function Survey({ answer }: { answer: (score?: number) => void }) {
  const { survey, surveyScores, surveySkip } = useWords();
  return (
    <section class="d-card survey" role="group" aria-label={survey}>
      <h3>{survey}</h3>
      {surveyScores.map((label, index) => (
        <button type="button" aria-label={`${index + 1}: ${label}`} onClick={() => answer(index + 1)}>
          {index + 1}
        </button>
      ))}
      <p aria-hidden="true">
        <span>{surveyScores[0]}</span>
        <span>{surveyScores[4]}</span>
      </p>
      <button type="button" class="d-link" onClick={() => answer()}>
        {surveySkip}
      </button>
    </section>
  );
}
