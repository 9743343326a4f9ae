// An FAQ article that opens in place and asks whether it helped.
import { Icon } from "./icons.tsx";
import { useWords } from "./language.ts";
import { Rich } from "./rich.tsx";

interface Props {
  title: string;
  long: string;
  as_of: string;
  /** What the customer said before; undefined when not yet asked. */
  rated?: boolean | undefined;
  /** Without it the question is not asked. */
  rate?: (helpful: boolean) => void;
}

export function ArticleCard({ title, long, as_of, rated, rate }: Props) {
  const words = useWords();
  return (
    <section class="d-card">
      <details>
        <summary>
          <Icon name="page" />
          <span>
            <strong>{title}</strong>
            <small>
              {words.readArticle} · {words.asOf(as_of)}
            </small>
          </span>
          <Icon name="down" />
        </summary>
        <div class="d-article">
          <Rich text={long} />
        </div>
      </details>
      {rate && (
        <div class="d-foot" role="group" aria-label={words.helpful}>
          {rated === undefined ? (
            <>
              <span>{words.helpful}</span>
              <button type="button" class="d-link" onClick={() => rate(true)}>
                {words.yes}
              </button>
              <button type="button" class="d-link" onClick={() => rate(false)}>
                {words.no}
              </button>
            </>
          ) : (
            <span role="status">{rated ? words.rated : words.ratedNo}</span>
          )}
        </div>
      )}
    </section>
  );
}
